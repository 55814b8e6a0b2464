using DualTwin.Backtest.Scoring;

namespace DualTwin.Backtest.Reports;

/// <summary>Ways to group races in a table of figures.</summary>
public static class RaceGroups
{
    /// <summary>The names of the ways, in the order in which they are told.</summary>
    public static readonly IReadOnlyList<string> Names = ["season", "wet", "stratum", "circuit"];

    /// <summary>The group that a race belongs to.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is none of <see cref="Names"/>.</exception>
    public static string Of(ScoredRace race, string by) => by switch
    {
        "season" => race.Race.Season.ToString(System.Globalization.CultureInfo.InvariantCulture),
        "wet" => race.Race.Facts!.Wet ? "wet" : "dry",
        "stratum" => race.Race.Facts!.Stratum,
        "circuit" => race.Race.Event,
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, $"One of {string.Join(", ", Names)} was expected."),
    };
}
