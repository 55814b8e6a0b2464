using DualTwin.RaceModel.Laps;
using DualTwin.Twins.Laps;

namespace DualTwin.Backtest.Fitting;

/// <summary>
/// Fits how a car's next racing lap follows from what is known at the line: trees for its median, then, from the misses on races that were
/// not fitted on, trees for its spread and the quantiles in units of it.
/// </summary>
internal sealed class NextLapFit
{
    // A step beyond this, s per 90 s, is trouble or a change of weather: it counts, but no further.
    private const double LargestStep = 6;

    // Keeps the logarithm of a miss of nothing finite, s.
    private const double SmallestMiss = 0.02;
    private const double Tail = 0.1;

    // Fewer pairs than this tell nothing that holds elsewhere.
    private const int FewestSamples = 5000;

    private static readonly TreeOptions MedianTrees = new(Trees: 140, Leaves: 24, FewestRows: 150, Rate: 0.1, TreeLoss.Absolute);
    private static readonly TreeOptions SpreadTrees = new(Trees: 40, Leaves: 12, FewestRows: 400, Rate: 0.15, TreeLoss.Squared);

    private readonly IReadOnlyList<LapSample> _samples;
    private readonly BinnedTable _table;
    private readonly double[] _steps;
    private readonly double[] _weights;

    private NextLapFit(IReadOnlyList<LapSample> samples)
    {
        _samples = samples;
        _table = new BinnedTable([.. samples.Select(s => s.Covariates)]);
        _steps = [.. samples.Select(s => Math.Clamp(s.Step, -LargestStep, LargestStep))];
        _weights = [.. samples.Select(s => s.Scale)];
    }

    /// <summary>The figures; null where <paramref name="samples"/> are too few.</summary>
    public static NextLapFigures? Fit(IReadOnlyList<LapSample> samples) => samples.Count < FewestSamples ? null : new NextLapFit(samples).Run();

    private NextLapFigures Run()
    {
        int[] all = [.. Enumerable.Range(0, _samples.Count)];
        var median = BoostedTreeFit.Fit(_table, _steps, _weights, all, MedianTrees).Figures;
        var misses = MissesElsewhere(all);
        double[] logs = [.. misses.Select(m => Math.Log(Math.Abs(m) + SmallestMiss))];
        double[] ones = [.. misses.Select(_ => 1.0)];
        var (spread, predicted) = BoostedTreeFit.Fit(_table, logs, ones, all, SpreadTrees);
        double[] scaled = [.. misses.Select((m, i) => m / Math.Exp(predicted[i]))];
        return new NextLapFigures
        {
            Covariates = LapCovariates.Names,
            Median = median,
            LogSpread = spread,
            LowQuantile = Digits.Round(RobustStatistics.Quantile(scaled, Tail)),
            HighQuantile = Digits.Round(RobustStatistics.Quantile(scaled, 1 - Tail)),
        };
    }

    // How far the laps of each half of the races lie from a fit to the other half: what a fit misses by on its own races is too little.
    private double[] MissesElsewhere(int[] all)
    {
        var races = _samples.Select(s => s.Race).Distinct().Select((race, i) => (race, Half: i % 2)).ToDictionary(r => r.race, r => r.Half);
        var misses = new double[all.Length];
        for (var half = 0; half < 2; half++)
        {
            var others = Array.FindAll(all, i => races[_samples[i].Race] != half);
            var predicted = BoostedTreeFit.Fit(_table, _steps, _weights, others, MedianTrees).Predicted;
            foreach (var i in Array.FindAll(all, i => races[_samples[i].Race] == half))
            {
                misses[i] = _samples[i].Step - predicted[i];
            }
        }

        return misses;
    }
}
