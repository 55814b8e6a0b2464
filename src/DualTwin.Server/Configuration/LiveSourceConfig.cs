namespace DualTwin.Server.Configuration;

/// <summary>How a live source is reached.</summary>
public sealed record LiveSourceConfig
{
    /// <summary>Default of <see cref="WebsocketUrls"/>.</summary>
    public const string DefaultWebsocketUrl = "ws://localhost:8080/telemetry";

    /// <summary>Default of <see cref="Host"/>.</summary>
    public const string DefaultHost = "localhost";

    /// <summary>Default of <see cref="Port"/>: where the F1 game sends by default.</summary>
    public const int DefaultPort = 20777;

    /// <summary>Default of <see cref="TimeoutSeconds"/>.</summary>
    public const double DefaultTimeoutSeconds = 5;

    /// <summary>Default of <see cref="MaxReconnectAttempts"/>.</summary>
    public const int DefaultMaxReconnectAttempts = 5;

    /// <summary>Default of <see cref="ReconnectDelaySeconds"/>.</summary>
    public const double DefaultReconnectDelaySeconds = 2;

    /// <summary>Default of <see cref="MaxMessageBytes"/>: 1 MiB, more than a hundred cars need.</summary>
    public const int DefaultMaxMessageBytes = 1 << 20;

    /// <summary>Addresses of the WebSocket, tried in order; <c>ws</c> or <c>wss</c>.</summary>
    public IReadOnlyList<string> WebsocketUrls { get; init; } = [DefaultWebsocketUrl];

    /// <summary>What several addresses are for.</summary>
    public EndpointMode WebsocketMode { get; init; }

    /// <summary>The address that UDP binds.</summary>
    public string Host { get; init; } = DefaultHost;

    /// <summary>The port that UDP binds, 0 to 65535; 0 takes any free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Addresses and networks whose datagrams UDP takes; none: anyone's.</summary>
    public IReadOnlyList<string> AllowedSenders { get; init; } = [];

    /// <summary>Programs that get a copy of every datagram of the senders allowed, as <c>HOST:PORT</c>.</summary>
    public IReadOnlyList<string> ForwardTo { get; init; } = [];

    /// <summary>Longest time that connecting may take, 0.1 to 600 s.</summary>
    public double TimeoutSeconds { get; init; } = DefaultTimeoutSeconds;

    /// <summary>Failed attempts in a row that make the system leave the source, 1 to 1,000,000.</summary>
    public int MaxReconnectAttempts { get; init; } = DefaultMaxReconnectAttempts;

    /// <summary>First delay of the backoff, 0.01 to 600 s.</summary>
    public double ReconnectDelaySeconds { get; init; } = DefaultReconnectDelaySeconds;

    /// <summary>File that holds the token for the source; null: none.</summary>
    public string? TokenFile { get; init; }

    /// <summary>Name of the environment variable that holds the token; null: none.</summary>
    public string? TokenEnv { get; init; }

    /// <summary>Where in the request the token goes.</summary>
    public TokenPlacement TokenAs { get; init; } = TokenPlacement.Header;

    /// <summary>PEM file of certificate authorities trusted besides the system's; null: none.</summary>
    public string? CaFile { get; init; }

    /// <summary>A longer message is refused, 1024 to 67,108,864 bytes.</summary>
    public int MaxMessageBytes { get; init; } = DefaultMaxMessageBytes;
}
