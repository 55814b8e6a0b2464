namespace DualTwin.Backtest.Archive;

/// <summary>One car of a decoded race of the F1 game.</summary>
/// <param name="Driver">Driver.</param>
/// <param name="Team">Team.</param>
/// <param name="Grid">Starting position.</param>
/// <param name="Laps">The car at the start (0) and at the end of each lap, its index the lap's number.</param>
public sealed record DecodedGameCar(string Driver, string Team, int Grid, IReadOnlyList<DecodedGameLap> Laps)
{
    /// <summary>Whether lap <paramref name="lap"/> was the first on another set: less rubber was gone at its end than before.</summary>
    public bool NewSet(int lap) => lap > 0 && lap < Laps.Count && Laps[lap].Wear.Mean < Laps[lap - 1].Wear.Mean;
}
