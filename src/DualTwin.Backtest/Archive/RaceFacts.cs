namespace DualTwin.Backtest.Archive;

/// <summary>What an archive's table of races says of one race.</summary>
/// <param name="Distance">Race distance, laps.</param>
/// <param name="WetLapPercent">Share of laps on tyres for a wet track, 0…100 %.</param>
/// <param name="Stratum">Name of the group that the race is counted in; <c>all</c> where the table has no such column.</param>
public sealed record RaceFacts(int Distance, double WetLapPercent, string Stratum)
{
    // More than this share of laps on wet tyres makes a race a wet one, as the reference scorer counts it.
    private const double WetPercent = 5;

    /// <summary>Whether the race counts as wet.</summary>
    public bool Wet => WetLapPercent > WetPercent;
}
