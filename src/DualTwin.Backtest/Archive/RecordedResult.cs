namespace DualTwin.Backtest.Archive;

/// <summary>How a car's race began and ended.</summary>
/// <param name="Grid">Starting position; null for a start from the pit lane and where nobody tells.</param>
/// <param name="Finish">Classified position; null for a car that was not classified.</param>
/// <param name="Retired">Whether the car dropped out.</param>
internal readonly record struct RecordedResult(int? Grid, int? Finish, bool Retired);
