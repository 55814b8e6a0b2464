using DualTwin.Sources.Emulator;
using DualTwin.Sources.Replay;

namespace DualTwin.Sending;

/// <summary>What <c>send</c> plays, how fast, and where to. Exactly one of <see cref="WebSocket"/> and <see cref="Udp"/> is set.</summary>
internal sealed record SendSettings
{
    /// <summary>The simulator's name as a source; anything else is the path of a recording.</summary>
    public const string Simulator = "simulator";

    /// <summary><see cref="Simulator"/>, or the folder of a recording.</summary>
    public required string Source { get; init; }

    /// <summary>Where receivers connect.</summary>
    public WebSocketAddress? WebSocket { get; init; }

    /// <summary>Where datagrams go.</summary>
    public HostAndPort? Udp { get; init; }

    /// <summary>How fast the session is played; never <see cref="ReplaySpeed.Maximum"/>.</summary>
    public ReplaySpeed Speed { get; init; } = ReplaySpeed.RealTime;

    /// <summary>Format of the F1 game to send as, 2020…2026; null sends snapshots.</summary>
    public ushort? GameFormat { get; init; }

    /// <summary>Race distance of a game's race, laps; null for the circuit's own.</summary>
    public int? Laps { get; init; }

    /// <summary>The game's player; null for a spectator.</summary>
    public string? PlayerCarId { get; init; }

    /// <summary>Whether the game's other drivers keep their telemetry private.</summary>
    public bool Restricted { get; init; }

    /// <summary>Flashbacks that the game's player uses.</summary>
    public IReadOnlyList<GameFlashback> Flashbacks { get; init; } = [];

    /// <summary>The leader's lap in which sending begins; null: the session's beginning.</summary>
    public int? StartLap { get; init; }

    /// <summary>Most messages per second.</summary>
    public double RateHz { get; init; } = 4;

    /// <summary>Longest datagram, bytes.</summary>
    public int DatagramBytes { get; init; } = SnapshotEncoder.LongestDatagramBytes;

    /// <summary>Share of messages that are lost on purpose, 0…1.</summary>
    public double Loss { get; init; }

    /// <summary>How long each message is held back on purpose.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Seed of the simulator and of what is lost.</summary>
    public ulong Seed { get; init; } = 1;
}
