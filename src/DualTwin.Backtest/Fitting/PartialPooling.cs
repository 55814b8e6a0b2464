using DualTwin.RaceModel.Belief;

namespace DualTwin.Backtest.Fitting;

/// <summary>
/// Shrinks the values of groups towards their common mean (one-way random effects, moments): value = μ + group + scatter. A group
/// with little data leans on the pool. Wild values are pulled in to 3 robust standard deviations of the pool first.
/// </summary>
internal sealed class PartialPooling
{
    private const double WinsorDeviations = 3;

    private readonly Dictionary<string, Estimate> _groups = new(StringComparer.Ordinal);

    public PartialPooling(IEnumerable<(string Group, double Value)> values)
    {
        var all = values.Where(v => double.IsFinite(v.Value)).ToArray();
        if (all.Length == 0)
        {
            throw new InvalidDataException("No value to pool: the archive holds no race from which this figure can be fitted.");
        }

        var pulled = RobustStatistics.Winsorise([.. all.Select(v => v.Value)], WinsorDeviations);
        var groups = all.Zip(pulled, (v, p) => (v.Group, Value: p)).GroupBy(v => v.Group, v => v.Value, StringComparer.Ordinal)
            .Select(g => (g.Key, Values: g.ToArray())).ToArray();
        Within = WithinVariance(groups);
        var between = BetweenVariance(groups, pulled.Average(), Within);
        var weights = groups.Select(g => 1 / (between + (Within / g.Values.Length))).ToArray();
        var usable = weights.All(double.IsFinite);
        Mean = usable ? groups.Zip(weights, (g, w) => g.Values.Average() * w).Sum() / weights.Sum() : pulled.Average();
        var meanVariance = usable ? 1 / weights.Sum() : 0;
        foreach (var (key, groupValues) in groups)
        {
            var keep = between > 0 ? between / (between + (Within / groupValues.Length)) : 0;
            var mean = Mean + (keep * (groupValues.Average() - Mean));
            _groups[key] = new Estimate(mean, Math.Sqrt(Within + ((1 - keep) * between) + ((1 - keep) * (1 - keep) * meanVariance)));
        }

        Generic = new Estimate(Mean, Math.Sqrt(Within + between + meanVariance));
    }

    /// <summary>Common mean.</summary>
    public double Mean { get; }

    /// <summary>Variance of the values within a group.</summary>
    public double Within { get; }

    /// <summary>What to expect of a value from a group that has none yet.</summary>
    public Estimate Generic { get; }

    /// <summary>What to expect of the next value of <paramref name="group"/>.</summary>
    public Estimate Of(string group) => _groups.GetValueOrDefault(group, Generic);

    private static double WithinVariance((string Key, double[] Values)[] groups)
    {
        var freedom = groups.Sum(g => g.Values.Length - 1);
        var squares = groups.Sum(g =>
        {
            var mean = g.Values.Average();
            return g.Values.Sum(v => (v - mean) * (v - mean));
        });
        return freedom > 0 ? squares / freedom : 0;
    }

    private static double BetweenVariance((string Key, double[] Values)[] groups, double mean, double within)
    {
        double count = groups.Sum(g => g.Values.Length);
        var effective = count - (groups.Sum(g => (double)g.Values.Length * g.Values.Length) / count);
        var squares = groups.Sum(g => g.Values.Length * Math.Pow(g.Values.Average() - mean, 2));
        return effective > 0 ? Math.Max(0, (squares - ((groups.Length - 1) * within)) / effective) : 0;
    }
}
