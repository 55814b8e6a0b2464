using DualTwin.RaceModel.Belief;

namespace DualTwin.Twins.Pace;

/// <summary>What a stint told of tyre wear.</summary>
/// <param name="Compound">Compound of the stint.</param>
/// <param name="Prior">Slope before it, s/lap.</param>
/// <param name="Posterior">Slope after it, s/lap.</param>
internal readonly record struct StintSlope(TyreCompound Compound, Estimate Prior, Estimate Posterior)
{
    /// <summary>Precision that the laps added, (s/lap)⁻²; 0 where they told nothing.</summary>
    public double Information => Math.Max(0, Precision(Posterior) - Precision(Prior));

    /// <summary>Slope that the laps alone speak for, against the prior's mean, s/lap; 0 where they told nothing.</summary>
    public double EvidenceShift => Information > 0 ? (Posterior.Mean - Prior.Mean) * Precision(Posterior) / Information : 0;

    private static double Precision(Estimate e) => e.StandardDeviation > 0 ? 1 / (e.StandardDeviation * e.StandardDeviation) : 0;
}
