namespace DualTwin.Backtest.Archive;

/// <summary>One message of race control.</summary>
/// <param name="Lap">The leader's lap in which it was sent.</param>
/// <param name="Text">The message.</param>
/// <param name="Category">The source's category, such as <c>Flag</c>.</param>
/// <param name="Flag">Flag shown, in the source's words.</param>
/// <param name="Number">Number of the car that it is about.</param>
public sealed record RecordedMessage(int Lap, string Text, string? Category, string? Flag, string? Number);
