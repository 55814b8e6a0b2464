using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;

namespace DualTwin.Twins.Tyres;

/// <summary>
/// Laps that a set is worth running: what teams do on the circuit, moved by how this car's slope and this race's pit loss differ from
/// what they usually are. Derivation: docs/models/twins.md.
/// </summary>
internal static class TyreLife
{
    // The shortest life that makes sense: a set is on the car for a lap.
    private const double ShortestLaps = 1;

    /// <summary>Life of a set with slope <paramref name="slope"/>, laps from new.</summary>
    public static Estimate Estimate(CircuitProfile circuit, TyreCompound? compound, Estimate slope, Estimate pitLoss)
    {
        var usual = CompoundPriors.Life(circuit, compound);
        var usualSlope = CompoundPriors.Slope(circuit, compound);
        if (usual.Mean <= ShortestLaps || usual.StandardDeviation <= 0)
        {
            return usual with { Mean = Math.Max(ShortestLaps, usual.Mean) };
        }

        // A stint of L laps loses s·L²/2 on its tyres and one pit loss P, so the loss per lap is least at L = √(2P/s).
        var economic = 0.5 * Math.Log(pitLoss.Mean / circuit.PitLossSeconds.Mean * Positive(usualSlope) / Positive(slope));
        var spread = 0.5 * slope.StandardDeviation / Positive(slope);
        var priorSpread = usual.StandardDeviation / usual.Mean;
        var weight = priorSpread * priorSpread / ((priorSpread * priorSpread) + (spread * spread) + Square(0.5 * usualSlope.StandardDeviation / Positive(usualSlope)));
        var mean = usual.Mean * Math.Exp(economic * weight);
        return new Estimate(Math.Max(ShortestLaps, mean), mean * priorSpread * Math.Sqrt(1 - weight));
    }

    // Where the slope is not surely above zero it says only that the set holds: one standard deviation is then as far as it can be trusted.
    private static double Positive(Estimate slope) => Math.Max(Math.Max(slope.Mean, slope.StandardDeviation), double.Epsilon);

    private static double Square(double x) => x * x;
}
