namespace DualTwin.Backtest.Archive;

/// <summary>What tells a race from all others.</summary>
/// <param name="Season">Season.</param>
/// <param name="Round">Round within the season.</param>
internal readonly record struct RaceKey(int Season, int Round)
{
    /// <summary>The key of the row that <paramref name="table"/> stands at.</summary>
    public static RaceKey Of(CsvTable table) => new(table.Whole("season"), table.Whole("round"));
}
