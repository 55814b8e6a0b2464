namespace DualTwin.Server.Configuration;

/// <summary>The kinds of source that the config file can name.</summary>
public enum SourceType
{
    /// <summary><c>simulator</c>: a simulated race.</summary>
    Simulator,

    /// <summary><c>replay</c>: a recorded session; option <c>path</c> names its folder.</summary>
    Replay,

    /// <summary><c>websocket</c>: JSON messages over a WebSocket.</summary>
    Websocket,

    /// <summary><c>udp</c>: JSON or game datagrams.</summary>
    Udp,

    /// <summary><c>livetiming</c>: the official live timing.</summary>
    Livetiming,

    /// <summary><c>openf1</c>: the OpenF1 service.</summary>
    Openf1,
}
