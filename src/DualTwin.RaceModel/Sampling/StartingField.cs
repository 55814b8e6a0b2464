using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;

namespace DualTwin.RaceModel.Sampling;

/// <summary>A field on the grid, drawn from what fields are like.</summary>
/// <param name="Parameters">The cars and the race they are about to run.</param>
/// <param name="Condition">The grid.</param>
public sealed record StartingField(RaceParameters Parameters, RaceCondition Condition)
{
    // A team's two cars lie near each other: the ranks of pace are dealt to teams in pairs and then mixed by this much.
    private const double TeamMateScatterPlaces = 2;

    // A new medium set is faster than the reference, which is driven on sets of half a stint's age.
    private const double ReferenceAge = 0.5;
    private const double DriverWearDeviation = 0.15;

    /// <summary>Draws a field.</summary>
    /// <param name="circuit">Where the race is run.</param>
    /// <param name="field">What fields are like.</param>
    /// <param name="carIds">The cars, team-mates next to each other.</param>
    /// <param name="laps">Race distance, 1 or more.</param>
    /// <param name="seed">Which of the possible fields.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="laps"/> is below 1, or there are no cars.</exception>
    public static StartingField Draw(CircuitProfile circuit, FieldFigures field, IReadOnlyList<string> carIds, int laps, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(laps, 1);
        ArgumentOutOfRangeException.ThrowIfZero(carIds.Count, nameof(carIds));
        var random = new SeededRandom(seed);
        var teams = Ranked(Enumerable.Range(0, (carIds.Count + 1) / 2).Select(_ => random.NextDouble()));
        var paceRank = Ranked(carIds.Select((_, i) => (2 * teams[i / 2]) + (i % 2) + (TeamMateScatterPlaces * random.NextNormal())));
        var grid = Ranked(paceRank.Select(rank => rank + (field.GridScatterPlaces * random.NextNormal())));
        var wet = random.Chance(field.WetStartShare);
        var cars = carIds.Select((id, i) => CarOf(id, paceRank[i], carIds.Count, circuit, field, random)).ToImmutableArray();
        var start = circuit.FuelKgPerLap.Mean * laps;
        return new StartingField(
            new RaceParameters { Circuit = circuit, Field = field, Laps = laps, Cars = cars },
            new RaceCondition
            {
                Wetness = wet ? 1 : 0,
                Raining = wet,
                Cars = [.. grid.Select(place => new CarCondition
                {
                    GridPosition = place + 1,
                    Compound = wet ? TyreCompound.Intermediate : StartCompound(field, random),
                    FuelKg = start,
                })],
            });
    }

    private static CarParameters CarOf(string id, int rank, int count, CircuitProfile circuit, FieldFigures field, SeededRandom random)
    {
        var medium = circuit.Of(TyreCompound.Medium);
        var share = ShareAt(field, count == 1 ? 0 : (double)rank / (count - 1)) - ShareAt(field, 0.5);
        var ageing = ReferenceAge * medium.LifeLaps.Mean * medium.DegradationSecondsPerLap.Mean;
        return new CarParameters
        {
            CarId = id,
            CleanAirPaceSeconds = (circuit.ReferenceLapSeconds * (1 + share)) - ageing,
            LapNoiseSeconds = circuit.LapNoiseSeconds,
            TyreWearFactor = WearFactor(random),
        };
    }

    /// <summary>Draws how fast a car wears its tyres against the field.</summary>
    internal static double WearFactor(SeededRandom random) => Math.Max(0.5, 1 + (DriverWearDeviation * random.NextNormal()));

    internal static double ShareAt(FieldFigures field, double place)
    {
        var at = place * (field.PaceShareByRank.Count - 1);
        var below = (int)at;
        var above = Math.Min(below + 1, field.PaceShareByRank.Count - 1);
        return field.PaceShareByRank[below] + ((at - below) * (field.PaceShareByRank[above] - field.PaceShareByRank[below]));
    }

    internal static TyreCompound StartCompound(FieldFigures field, SeededRandom random)
    {
        var roll = random.NextDouble();
        for (var compound = TyreCompound.Soft; compound < TyreCompound.Hard; compound++)
        {
            roll -= field.StartCompoundShares[(int)compound];
            if (roll < 0)
            {
                return compound;
            }
        }

        return TyreCompound.Hard;
    }

    // The zero-based rank of each value, smallest first.
    private static int[] Ranked(IEnumerable<double> values)
    {
        var order = values.Select((value, index) => (value, index)).OrderBy(x => x.value).ToArray();
        var ranks = new int[order.Length];
        for (var rank = 0; rank < order.Length; rank++)
        {
            ranks[order[rank].index] = rank;
        }

        return ranks;
    }
}
