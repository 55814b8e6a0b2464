using DualTwin.Session;
using DualTwin.Sources.Supervision;
using DualTwin.Telemetry.History;

namespace DualTwin.Server.Sessions;

/// <summary>Tells a session that its source has changed, in the session's own events.</summary>
internal static class SourceNews
{
    /// <summary>Notes <paramref name="change"/>; where the new source has a session of its own, the old one is over first.</summary>
    public static void Tell(SessionPipeline pipeline, SourceChange change)
    {
        if (change.BeginsSession)
        {
            pipeline.BeginSession();
        }

        if (change.Kind == SourceChangeKind.Start)
        {
            return;
        }

        var shown = pipeline.Current.State.Session.LeaderLap;
        pipeline.Note(
            change.Kind == SourceChangeKind.Return ? EventTypes.SourceReturn : EventTypes.SourceChange,
            $"{Words(change.Kind)} {change.To}: {change.Cause.TrimEnd('.')}.",
            change.At,
            EventFact.Of("kind", Name(change.Kind)),
            EventFact.Of("from", change.From),
            EventFact.Of("to", change.To),
            EventFact.Of("cause", change.Cause),
            EventFact.Of("lap_shown", shown));
    }

    /// <summary>The name of <paramref name="kind"/> in the public schema.</summary>
    public static string Name(SourceChangeKind kind) => kind switch
    {
        SourceChangeKind.Start => "start",
        SourceChangeKind.Failover => "failover",
        SourceChangeKind.Return => "return",
        SourceChangeKind.Request => "request",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of change."),
    };

    private static string Words(SourceChangeKind kind) => kind switch
    {
        SourceChangeKind.Return => "Back to",
        SourceChangeKind.Failover => "Failed over to",
        _ => "Switched to",
    };
}
