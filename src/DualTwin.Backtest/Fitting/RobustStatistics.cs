namespace DualTwin.Backtest.Fitting;

/// <summary>Statistics that a few wild values do not move.</summary>
internal static class RobustStatistics
{
    // Makes the median absolute deviation of a normal distribution its standard deviation: 1/Φ⁻¹(3/4).
    private const double NormalConsistency = 1.4826;

    /// <summary>The quantile at <paramref name="share"/> (0…1), interpolated; NaN of no values.</summary>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        var place = share * (sorted.Length - 1);
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    public static double Median(IEnumerable<double> values) => Quantile(values, 0.5);

    /// <summary>Standard deviation as the scaled median absolute deviation.</summary>
    public static double Deviation(IReadOnlyCollection<double> values)
    {
        var median = Median(values);
        return NormalConsistency * Median(values.Select(v => Math.Abs(v - median)));
    }

    /// <summary>The values with those beyond <paramref name="deviations"/> robust standard deviations pulled in to that distance.</summary>
    public static double[] Winsorise(IReadOnlyCollection<double> values, double deviations)
    {
        var median = Median(values);
        var reach = deviations * Deviation(values);
        return [.. values.Select(v => reach > 0 ? Math.Clamp(v, median - reach, median + reach) : v)];
    }
}
