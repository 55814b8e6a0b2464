namespace DualTwin.Sources.Supervision;

/// <summary>One step in a source's life.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Source">Which source.</param>
/// <param name="From">Phase before.</param>
/// <param name="To">Phase after.</param>
/// <param name="Cause">Why, in words.</param>
public sealed record SourceTransition(DateTimeOffset At, string Source, SlotPhase From, SlotPhase To, string Cause);
