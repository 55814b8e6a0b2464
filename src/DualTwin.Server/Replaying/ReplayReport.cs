using DualTwin.Sources.Replay;

namespace DualTwin.Server.Replaying;

/// <summary>What <c>GET /replay</c> says.</summary>
public sealed record ReplayReport
{
    /// <summary>Name of the recording.</summary>
    public required string Recording { get; init; }

    /// <summary><c>playing</c>, <c>paused</c> or <c>ended</c>.</summary>
    public required string State { get; init; }

    /// <summary>Times real time; null where it plays as fast as it goes.</summary>
    public required double? Speed { get; init; }

    /// <summary>The newest frame told, counted from 1; 0 before the first.</summary>
    public required long Position { get; init; }

    /// <summary>When that frame came, since the recording's beginning, s; after going to a time, that time, until the next frame is told.</summary>
    public required double TimeSeconds { get; init; }

    /// <summary>Frames of the recording; null while it is still being looked through.</summary>
    public required long? Frames { get; init; }

    /// <summary>Length of the recording, s; null while it is still being looked through.</summary>
    public required double? DurationSeconds { get; init; }

    /// <summary>The leader's highest lap in the recording; null while it is still being looked through.</summary>
    public required int? Laps { get; init; }

    internal static ReplayReport Of(ReplayDeck deck)
    {
        var status = deck.Transport.Status;
        return new ReplayReport
        {
            Recording = deck.Recording.Identity.Name,
            State = status.State switch { ReplayState.Playing => "playing", ReplayState.Paused => "paused", _ => "ended" },
            Speed = status.Speed.Factor,
            Position = status.Position,
            TimeSeconds = status.At.TotalSeconds,
            Frames = deck.Timeline?.Frames,
            DurationSeconds = deck.Timeline?.Duration.TotalSeconds,
            Laps = deck.Timeline?.Laps,
        };
    }
}
