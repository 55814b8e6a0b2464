namespace DualTwin.Server.Sourcing.Kinds;

/// <summary>The kinds of source that DualTwin has. This is where a new one is registered.</summary>
public static class SourceKinds
{
    /// <summary>A simulated race.</summary>
    public static SourceKind Simulator { get; } = new SimulatorKind();

    /// <summary>A recorded session.</summary>
    public static SourceKind Replay { get; } = new ReplayKind();

    /// <summary>JSON messages over a WebSocket.</summary>
    public static SourceKind WebSocket { get; } = new WebSocketKind();

    /// <summary>Datagrams of the F1 game, and of programs that send JSON.</summary>
    public static SourceKind Udp { get; } = new UdpKind();

    /// <summary>The championship's official live timing.</summary>
    public static SourceKind LiveTiming { get; } = new LiveTimingKind();

    /// <summary>OpenF1.</summary>
    public static SourceKind OpenF1 { get; } = new OpenF1Kind();

    /// <summary>All of them.</summary>
    public static SourceCatalogue All { get; } = new([Simulator, Replay, WebSocket, Udp, LiveTiming, OpenF1]);
}
