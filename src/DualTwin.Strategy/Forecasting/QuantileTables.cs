
namespace DualTwin.Strategy.Forecasting;

/// <summary>
/// Quantiles by which 12 random bits become a draw: one look into memory instead of logarithms, and the same number everywhere. The
/// tables are evenly spaced in probability, so that the largest draws are those of 1 in 8,192.
/// </summary>
internal static class QuantileTables
{
    /// <summary>Random bits per draw.</summary>
    public const int Bits = 12;

    private const int Size = 1 << Bits;

    /// <summary>Largest index of a table.</summary>
    public const int Mask = Size - 1;

    private const float LogisticReach = 10;
    private const int LogisticSteps = 2048;

    /// <summary>Standard normal distribution.</summary>
    public static readonly float[] Normal = Of(p => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, p));

    /// <summary>Exponential distribution with mean 1.</summary>
    public static readonly float[] Exponential = Of(p => -Math.Log(1 - p));

    private static readonly float[] Logistics = [.. Enumerable.Range(0, LogisticSteps + 1)
        .Select(i => (float)(1 / (1 + Math.Exp(LogisticReach - (2 * LogisticReach * i / LogisticSteps)))))];

    /// <summary>The logistic function, to within 0.003.</summary>
    public static float Logistic(float odds)
    {
        var at = (Math.Clamp(odds, -LogisticReach, LogisticReach) + LogisticReach) * (LogisticSteps / (2 * LogisticReach));
        return Logistics[(int)at];
    }

    /// <summary>Quantiles of a log-normal distribution with median 1 and the given deviation of the logarithm.</summary>
    public static float[] LogNormal(double deviation) => Of(p => Math.Exp(MathNet.Numerics.Distributions.Normal.InvCDF(0, deviation, p)));

    private static float[] Of(Func<double, double> quantile) =>
        [.. Enumerable.Range(0, Size).Select(i => (float)quantile((i + 0.5) / Size))];
}
