using DualTwin.Telemetry.History;

namespace DualTwin.Server.Replaying;

/// <summary>An event worth a mark on the scale of a replay.</summary>
public sealed record ReplayMarker
{
    private static readonly HashSet<string> Worthwhile = new(StringComparer.Ordinal)
    {
        EventTypes.SessionStarted, EventTypes.SessionSuspended, EventTypes.SessionResumed, EventTypes.ChequeredFlag, EventTypes.QualifyingPart,
        EventTypes.SafetyCarDeployed, EventTypes.SafetyCarEnded, EventTypes.VirtualSafetyCarDeployed, EventTypes.VirtualSafetyCarEnded,
        EventTypes.RedFlag, EventTypes.RedFlagEnded, EventTypes.Stop, EventTypes.Retirement, EventTypes.Flashback,
    };

    /// <summary>When it happens, since the recording's beginning, s.</summary>
    public required double TimeSeconds { get; init; }

    /// <summary>The leader's lap at that moment, 0 before the start.</summary>
    public required int Lap { get; init; }

    /// <summary>What happens: one of the event types of the history.</summary>
    public required string Type { get; init; }

    /// <summary>The car it is about; null where it is about the session.</summary>
    public required string? CarId { get; init; }

    /// <summary>Id of the event, which a seek takes.</summary>
    public required long EventId { get; init; }

    /// <summary>One English sentence for people.</summary>
    public required string Text { get; init; }

    /// <summary>Whether events of <paramref name="type"/> get a mark.</summary>
    internal static bool Marks(string type) => Worthwhile.Contains(type);

    internal static ReplayMarker Of(SessionEvent e, TimeSpan at) => new()
    {
        TimeSeconds = at.TotalSeconds,
        Lap = e.Lap,
        Type = e.Type,
        CarId = e.CarId,
        EventId = e.Id,
        Text = e.Text,
    };
}
