using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;

namespace DualTwin.Twins.Tyres;

/// <summary>What the circuit says of a compound, or of the three slicks together where the compound is unknown.</summary>
internal static class CompoundPriors
{
    /// <summary>Loss of lap time per lap of age, s/lap.</summary>
    public static Estimate Slope(CircuitProfile circuit, TyreCompound? compound) => compound is { } known
        ? circuit.Of(known).DegradationSecondsPerLap
        : Mix(circuit, static c => c.DegradationSecondsPerLap);

    /// <summary>Length of a stint, laps.</summary>
    public static Estimate Life(CircuitProfile circuit, TyreCompound? compound) => compound is { } known
        ? circuit.Of(known).LifeLaps
        : Mix(circuit, static c => c.LifeLaps);

    /// <summary>Lap time against a new medium set, s.</summary>
    public static Estimate Offset(CircuitProfile circuit, TyreCompound? compound) => compound is { } known
        ? new Estimate(circuit.Of(known).PaceOffsetSeconds, 0)
        : Mix(circuit, static c => new Estimate(c.PaceOffsetSeconds, 0));

    // Moments of an equal mixture: the mean of the means, and the mean variance plus the variance of the means.
    private static Estimate Mix(CircuitProfile circuit, Func<CompoundProfile, Estimate> figure)
    {
        var a = figure(circuit.Of(TyreCompound.Soft));
        var b = figure(circuit.Of(TyreCompound.Medium));
        var c = figure(circuit.Of(TyreCompound.Hard));
        var mean = (a.Mean + b.Mean + c.Mean) / 3;
        var variance = (Square(a, mean) + Square(b, mean) + Square(c, mean)) / 3;
        return new Estimate(mean, Math.Sqrt(variance));
    }

    private static double Square(Estimate e, double centre) =>
        (e.StandardDeviation * e.StandardDeviation) + ((e.Mean - centre) * (e.Mean - centre));
}
