using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.State;
using DualTwin.Twins.Fuel;
using DualTwin.Twins.Tyres;

namespace DualTwin.Twins.Wear;

/// <summary>What was measured of a car's wear at its line crossings, kept because laps do not hold it.</summary>
internal sealed record WearHistory
{
    public static readonly WearHistory None = new();

    // A set's first lap is driven differently by everybody: it says less of the rate.
    private const double FirstLapWeight = 0.25;

    // A step beyond this many times the car's usual one, or short of its inverse, is damage or a correction of the source.
    private const double Wild = 2.5;

    /// <summary>Wear at the newest crossing, 0…1; null before one was measured.</summary>
    public double? Wear { get; private init; }

    /// <summary>Complete laps then.</summary>
    public int Lap { get; private init; }

    /// <summary>Laps on the set then, as far as they were seen.</summary>
    public int Age { get; private init; }

    /// <summary>Compound then.</summary>
    public TyreCompound? Compound { get; private init; }

    /// <summary>What the laps say, by compound.</summary>
    public ImmutableArray<WearCell> Cells { get; private init; } = [];

    /// <summary>The history after the newest state of the car.</summary>
    public WearHistory After(CarState car, WearShape shape)
    {
        if (TyreEstimator.Measured(car) is not { } wear || car.Timing.LapsCompleted is not { } lap || (Wear is not null && lap == Lap))
        {
            return this;
        }

        var compound = car.Tyres.Compound?.ToTyre();
        if (Wear is not { } before || lap != Lap + 1)
        {
            return this with { Wear = wear, Lap = lap, Age = wear == 0 ? 0 : car.Tyres.Age ?? 1, Compound = compound };
        }

        // Rubber does not come back: less of it gone than before is another set, fitted in this lap.
        var (age, added) = wear < before ? (0, wear) : (Age, wear - before);
        return this with
        {
            Wear = wear,
            Lap = lap,
            Age = age + 1,
            Compound = compound,
            Cells = added > 0 && FuelModel.RacingShare(car, lap) >= 1 ? Learn(compound, Math.Log(added) - shape.At(age, lap == 1), age == 0) : Cells,
        };
    }

    /// <summary>What the laps on <paramref name="compound"/> say; null where there are none.</summary>
    public WearCell? On(TyreCompound? compound)
    {
        foreach (var cell in Cells)
        {
            if (cell.Compound == compound)
            {
                return cell;
            }
        }

        return null;
    }

    private ImmutableArray<WearCell> Learn(TyreCompound? compound, double logarithm, bool first)
    {
        var weight = first ? FirstLapWeight : 1;
        if (On(compound) is not { } cell)
        {
            return Cells.Add(new WearCell(compound, weight, logarithm));
        }

        return Math.Abs(logarithm - cell.Mean) > Math.Log(Wild) ? Cells : Cells.Replace(cell, cell.After(logarithm, weight));
    }
}
