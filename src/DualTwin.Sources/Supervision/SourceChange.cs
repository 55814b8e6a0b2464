namespace DualTwin.Sources.Supervision;

/// <summary>The supervisor has turned to another source.</summary>
/// <param name="Kind">Why.</param>
/// <param name="From">The source before, as in status and log; null where there was none.</param>
/// <param name="To">The source from now on.</param>
/// <param name="Cause">What made it turn, in words.</param>
/// <param name="BeginsSession">True where the new source's session is another than the old one's.</param>
/// <param name="At">When (UTC).</param>
public sealed record SourceChange(SourceChangeKind Kind, string? From, string To, string Cause, bool BeginsSession, DateTimeOffset At);
