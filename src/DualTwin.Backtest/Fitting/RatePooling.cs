namespace DualTwin.Backtest.Fitting;

/// <summary>Shrinks the rates of groups towards the common rate: counts are Poisson, rates Gamma distributed over the groups (moments).</summary>
internal sealed class RatePooling
{
    private readonly Dictionary<string, (double Count, double Exposure)> _groups;
    private readonly double _shape;

    public RatePooling(IEnumerable<(string Group, double Count, double Exposure)> values)
    {
        _groups = values.GroupBy(v => v.Group, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (g.Sum(v => v.Count), g.Sum(v => v.Exposure)), StringComparer.Ordinal);
        Rate = _groups.Values.Sum(g => g.Count) / _groups.Values.Sum(g => g.Exposure);
        var excess = _groups.Values.Sum(g => Math.Pow(g.Count - (Rate * g.Exposure), 2) - (Rate * g.Exposure));
        var variance = excess / _groups.Values.Sum(g => g.Exposure * g.Exposure);
        _shape = variance > 0 ? Rate * Rate / variance : double.PositiveInfinity;
    }

    /// <summary>Common rate, per unit of exposure.</summary>
    public double Rate { get; }

    /// <summary>The rate of <paramref name="group"/>; the common one where the groups do not differ more than by chance.</summary>
    public double Of(string group) => double.IsFinite(_shape) && _groups.TryGetValue(group, out var g)
        ? (g.Count + _shape) / (g.Exposure + (_shape / Rate))
        : Rate;
}
