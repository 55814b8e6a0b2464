using DualTwin.Server.Sessions;
using DualTwin.Sources.Supervision;

namespace DualTwin.Server.Sourcing;

/// <summary>One turn to another source; <c>kind</c> is <c>start</c>, <c>failover</c>, <c>return</c> or <c>request</c>.</summary>
public sealed record SourceChangeReport(DateTime At, string Kind, string? From, string To, string Cause)
{
    internal static SourceChangeReport Of(SourceChange change) =>
        new(change.At.UtcDateTime, SourceNews.Name(change.Kind), change.From, change.To, change.Cause);
}
