namespace DualTwin.Backtest.Scoring;

/// <summary>One figure of a score, named as the reference scorer names it.</summary>
/// <param name="Name">Its name, such as <c>next_lap.ratio</c>.</param>
/// <param name="Value">Its value; not a number where there was nothing to score.</param>
public readonly record struct Figure(string Name, double Value);
