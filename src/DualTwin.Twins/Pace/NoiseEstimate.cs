namespace DualTwin.Twins.Pace;

/// <summary>
/// Variance of a car's single laps: a scaled inverse chi-squared belief that starts at the field's figure and learns from each lap.
/// </summary>
internal readonly record struct NoiseEstimate(double Weight, double Sum)
{
    /// <summary>The field's figure before the car has driven.</summary>
    public static readonly NoiseEstimate Prior =
        new(PaceConstants.NoisePriorLaps, PaceConstants.NoisePriorLaps * PaceConstants.NoisePriorSeconds * PaceConstants.NoisePriorSeconds);

    /// <summary>Expected variance, s².</summary>
    public double Variance => Sum / Weight;

    /// <summary>
    /// The belief after a lap that missed its prediction by <paramref name="innovation"/>. The part of the miss that the spread of the
    /// prediction explains is not the lap's own, and a miss beyond the Huber limit counts as one at it.
    /// </summary>
    public NoiseEstimate After(double innovation, double spread, double variancePenalty)
    {
        var own = Variance * variancePenalty;
        var limit = PaceConstants.HuberK * PaceConstants.HuberK * (spread + own);
        var squared = Math.Min(innovation * innovation, limit);
        var share = own / (spread + own);

        // Expected square of the lap's own error given the innovation, brought back to a lap in clean air.
        var expected = ((share * share * squared) + (share * spread)) / variancePenalty;
        return new NoiseEstimate(Weight + 1, Sum + (expected * PaceConstants.HuberConsistency));
    }
}
