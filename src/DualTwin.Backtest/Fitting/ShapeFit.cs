using DualTwin.Backtest.Shape;
using DualTwin.RaceModel.Circuits;

namespace DualTwin.Backtest.Fitting;

/// <summary>Ranges of the measures of <see cref="RaceShape"/> over dry races that were not suspended.</summary>
internal static class ShapeFit
{
    public static IReadOnlyList<ShapeRange> Ranges(IEnumerable<FittedRace> races) =>
    [
        .. races.Where(r => r.Dry && !r.Race.Suspended)
            .SelectMany(r => RaceShape.Measure(r.Race))
            .GroupBy(m => m.Key, m => m.Value, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new ShapeRange(
                g.Key,
                Digits.Round(RobustStatistics.Quantile(g, 0.05)),
                Digits.Round(RobustStatistics.Median(g)),
                Digits.Round(RobustStatistics.Quantile(g, 0.95)))),
    ];
}
