using DualTwin.RaceModel.Sampling;

namespace DualTwin.Backtest.Scoring;

/// <summary>How much a figure would move with other races: it is worked out again and again over races drawn with replacement.</summary>
internal static class Bootstrap
{
    private const int Rounds = 200;

    // Any fixed number: equal predictions give equal intervals.
    private const ulong Seed = 20_182_026;

    /// <summary>The middle 90 % of each figure of <paramref name="score"/>.</summary>
    public static IReadOnlyDictionary<string, (double Low, double High)> Intervals(
        IReadOnlyList<ScoredRace> races, Func<IReadOnlyList<ScoredRace>, IEnumerable<Figure>> score)
    {
        var draws = new Figure[Rounds][];
        Parallel.For(0, Rounds, round => draws[round] = [.. score(Draw(races, round))]);
        return draws.SelectMany(d => d).Where(f => double.IsFinite(f.Value)).GroupBy(f => f.Name, StringComparer.Ordinal).ToDictionary(
            g => g.Key,
            g => (Fitting.RobustStatistics.Quantile(g.Select(f => f.Value), 0.05), Fitting.RobustStatistics.Quantile(g.Select(f => f.Value), 0.95)),
            StringComparer.Ordinal);
    }

    private static ScoredRace[] Draw(IReadOnlyList<ScoredRace> races, int round)
    {
        var random = new SeededRandom(Seed + (ulong)round);
        return [.. races.Select(_ => races[Math.Min(races.Count - 1, (int)(random.NextDouble() * races.Count))])];
    }
}
