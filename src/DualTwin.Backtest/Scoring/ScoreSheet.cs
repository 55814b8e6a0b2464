namespace DualTwin.Backtest.Scoring;

/// <summary>All figures of some rows, in the reference scorer's order and by its names.</summary>
public static class ScoreSheet
{
    /// <summary>Scores <paramref name="rows"/>.</summary>
    public static IReadOnlyList<Figure> Of(IReadOnlyCollection<ScoredRow> rows) =>
    [
        .. NextLapScore.Of(rows),
        .. StopScore.Of(rows, 1),
        .. StopScore.Of(rows, 5),
        .. FinishScore.Shares.SelectMany(share => FinishScore.Of(rows, share)),
        .. RejoinScore.Of(rows),
    ];
}
