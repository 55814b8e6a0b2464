namespace DualTwin.RaceModel.Belief;

/// <summary>A value that was estimated, with how surely: mean and standard deviation, both in the unit of the value.</summary>
/// <param name="Mean">Expected value.</param>
/// <param name="StandardDeviation">Standard deviation, 0 or more.</param>
public readonly record struct Estimate(double Mean, double StandardDeviation)
{
    // 90th percentile of the standard normal distribution.
    private const double Z90 = 1.2815515655446004;

    /// <summary>10th percentile under a normal distribution.</summary>
    public double P10 => Mean - (Z90 * StandardDeviation);

    /// <summary>90th percentile under a normal distribution.</summary>
    public double P90 => Mean + (Z90 * StandardDeviation);
}
