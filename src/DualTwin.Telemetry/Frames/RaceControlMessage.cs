namespace DualTwin.Telemetry.Frames;

/// <summary>One message of race control.</summary>
/// <param name="Text">The message as sent.</param>
/// <param name="Category">The source's category, such as <c>Flag</c> or <c>SafetyCar</c>.</param>
/// <param name="At">When it was sent (UTC), by the source's clock.</param>
public sealed record RaceControlMessage(string Text, string? Category, DateTimeOffset? At)
{
    /// <summary>The lap the message belongs to, by the source.</summary>
    public int? Lap { get; init; }

    /// <summary>Flag shown, in the source's words, such as <c>DOUBLE YELLOW</c>.</summary>
    public string? Flag { get; init; }

    /// <summary>The car it is about.</summary>
    public string? CarId { get; init; }
}
