using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;

namespace DualTwin.Strategy.Duels;

/// <summary>What a car would drive on the set it stops for.</summary>
internal static class FreshTyre
{
    private static readonly TyreCompound[] Slicks = [TyreCompound.Soft, TyreCompound.Medium, TyreCompound.Hard];

    /// <summary>Lap time on a new set with a race's mean fuel, s; null where the car's pace or the circuit is unknown.</summary>
    public static Estimate? Lap(RaceBelief race, CarBelief car)
    {
        if (race.Circuit is not { } circuit || car.CleanAirPaceSeconds is not { } pace)
        {
            return null;
        }

        var offset = Offset(circuit, car.Tyres.Compound, race.Wet == true);
        return new Estimate(
            pace.Mean + offset.Mean,
            Math.Sqrt((pace.StandardDeviation * pace.StandardDeviation) + (offset.StandardDeviation * offset.StandardDeviation)));
    }

    /// <summary>
    /// Offset against a new medium of the set a car stops for. Which one nobody knows: in the wet an intermediate, in the dry one of the
    /// slicks that it is not on, all alike.
    /// </summary>
    public static Estimate Offset(CircuitProfile circuit, TyreCompound? current, bool wet)
    {
        if (wet)
        {
            return new Estimate(circuit.Of(TyreCompound.Intermediate).PaceOffsetSeconds, 0);
        }

        var (count, sum, squares) = (0, 0.0, 0.0);
        foreach (var slick in Slicks)
        {
            if (slick != current)
            {
                var offset = circuit.Of(slick).PaceOffsetSeconds;
                count++;
                sum += offset;
                squares += offset * offset;
            }
        }

        var mean = sum / count;
        return new Estimate(mean, Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean))));
    }

    /// <summary>Mean slope of the set a car stops for, s per lap of age.</summary>
    public static double Slope(CircuitProfile circuit, TyreCompound? current, bool wet)
    {
        if (wet)
        {
            return circuit.Of(TyreCompound.Intermediate).DegradationSecondsPerLap.Mean;
        }

        var (count, sum) = (0, 0.0);
        foreach (var slick in Slicks)
        {
            if (slick != current)
            {
                count++;
                sum += circuit.Of(slick).DegradationSecondsPerLap.Mean;
            }
        }

        return sum / count;
    }
}
