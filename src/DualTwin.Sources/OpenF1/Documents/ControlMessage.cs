using DualTwin.Sources.LiveTiming;

namespace DualTwin.Sources.OpenF1.Documents;

/// <summary>A message of race control.</summary>
/// <param name="Date">When it was sent (UTC).</param>
/// <param name="Text">The message.</param>
/// <param name="Category">Its category.</param>
/// <param name="Flag">The flag, upper case.</param>
/// <param name="Scope">What the flag is for: <c>Track</c>, <c>Sector</c> or <c>Driver</c>.</param>
/// <param name="Sector">The marshalling sector.</param>
/// <param name="Lap">The lap.</param>
/// <param name="CarId">The car.</param>
/// <param name="QualifyingPart">The part of a qualifying, 1 to 3.</param>
internal sealed record ControlMessage(
    DateTimeOffset Date, string Text, string? Category, string? Flag, string? Scope, int? Sector, int? Lap, string? CarId, int? QualifyingPart)
{
    /// <summary>The deleted lap that it announces; null for any other message.</summary>
    public LapDeletion? Deletion { get; } = LapDeletion.Read(Text);

    /// <summary>Whether it is for the whole track.</summary>
    public bool ForTrack => string.Equals(Scope, "Track", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is for a marshalling sector.</summary>
    public bool ForSector => string.Equals(Scope, "Sector", StringComparison.OrdinalIgnoreCase);
}
