namespace DualTwin.Strategy.Planning;

/// <summary>Percentiles of places, those of the public schema: the smallest place that so many are not above.</summary>
internal static class Percentile
{
    /// <summary>10th percentile of <paramref name="sorted"/>, which is not empty.</summary>
    public static int Low(float[] sorted) => Of(sorted, 0.1);

    /// <summary>90th percentile of <paramref name="sorted"/>, which is not empty.</summary>
    public static int High(float[] sorted) => Of(sorted, 0.9);

    private static int Of(float[] sorted, double share) => (int)sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
}
