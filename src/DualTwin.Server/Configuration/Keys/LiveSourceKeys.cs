using DualTwin.Server.Configuration.Readers;
using DualTwin.Sources.Udp;

namespace DualTwin.Server.Configuration.Keys;

/// <summary>Keys of section <c>telemetry.live_source</c>.</summary>
internal static class LiveSourceKeys
{
    /// <summary>Who may send datagrams.</summary>
    public static readonly TextListReader Senders =
        new("an address such as 192.168.1.20 or a network such as 192.168.1.0/24", UdpSourceOptions.IsSender);

    /// <summary>Who gets copies of datagrams.</summary>
    public static readonly TextListReader Targets = new("HOST:PORT of another program", UdpSourceOptions.IsTarget);

    public static readonly IReadOnlyList<ConfigKey> All =
    [
        Key.Of(
            "telemetry.live_source.websocket_url", new UrlListReader(),
            c => c.Telemetry.LiveSource.WebsocketUrls, (c, v) => With(c, Live(c) with { WebsocketUrls = v }),
            "addresses of the WebSocket, tried in order"),
        Key.Of(
            "telemetry.live_source.host", HostNames.Reader,
            c => c.Telemetry.LiveSource.Host, (c, v) => With(c, Live(c) with { Host = v }),
            "the address that UDP binds"),
        Key.Of(
            "telemetry.live_source.port", new IntegerReader(0, ushort.MaxValue),
            c => c.Telemetry.LiveSource.Port, (c, v) => With(c, Live(c) with { Port = v }),
            "the port that UDP binds; 0 takes any free one"),
        Key.Of(
            "telemetry.live_source.allowed_senders", Senders,
            c => c.Telemetry.LiveSource.AllowedSenders, (c, v) => With(c, Live(c) with { AllowedSenders = v }),
            "whose datagrams UDP takes; unset, anyone's"),
        Key.Of(
            "telemetry.live_source.forward_to", Targets,
            c => c.Telemetry.LiveSource.ForwardTo, (c, v) => With(c, Live(c) with { ForwardTo = v }),
            "programs that get a copy of every datagram of the senders allowed"),
        Key.Of(
            "telemetry.live_source.timeout", new NumberReader(0.1, 600, "s"),
            c => c.Telemetry.LiveSource.TimeoutSeconds, (c, v) => With(c, Live(c) with { TimeoutSeconds = v }),
            "longest time that connecting may take"),
        Key.Of(
            "telemetry.live_source.max_reconnect_attempts", new IntegerReader(1, 1_000_000, "attempts"),
            c => c.Telemetry.LiveSource.MaxReconnectAttempts, (c, v) => With(c, Live(c) with { MaxReconnectAttempts = v }),
            "failed attempts in a row that make the system leave the source"),
        Key.Of(
            "telemetry.live_source.reconnect_delay", new NumberReader(0.01, 600, "s"),
            c => c.Telemetry.LiveSource.ReconnectDelaySeconds, (c, v) => With(c, Live(c) with { ReconnectDelaySeconds = v }),
            "first delay of the backoff"),
        Key.Optional(
            "telemetry.live_source.token_file", new PlainTextReader("the path of a file"),
            c => c.Telemetry.LiveSource.TokenFile, (c, v) => With(c, Live(c) with { TokenFile = v }),
            "file that holds the source's token"),
        Key.Optional(
            "telemetry.live_source.token_env", new PlainTextReader("the name of an environment variable"),
            c => c.Telemetry.LiveSource.TokenEnv, (c, v) => With(c, Live(c) with { TokenEnv = v }),
            "environment variable that holds the source's token"),
        Key.Of(
            "telemetry.live_source.websocket_mode", new ChoiceReader<EndpointMode>(("failover", EndpointMode.Failover), ("merge", EndpointMode.Merge)),
            c => c.Telemetry.LiveSource.WebsocketMode, (c, v) => With(c, Live(c) with { WebsocketMode = v }),
            "what several addresses are for: the first that delivers, or all at once"),
        Key.Of(
            "telemetry.live_source.token_as",
            new ChoiceReader<TokenPlacement>(("header", TokenPlacement.Header), ("query", TokenPlacement.Query)),
            c => c.Telemetry.LiveSource.TokenAs, (c, v) => With(c, Live(c) with { TokenAs = v }),
            "where in the request the token goes"),
        Key.Optional(
            "telemetry.live_source.ca_file", new PlainTextReader("the path of a file"),
            c => c.Telemetry.LiveSource.CaFile, (c, v) => With(c, Live(c) with { CaFile = v }),
            "PEM file of certificate authorities trusted besides the system's"),
        Key.Of(
            "telemetry.live_source.max_message_bytes", new IntegerReader(1024, 64 << 20, "bytes"),
            c => c.Telemetry.LiveSource.MaxMessageBytes, (c, v) => With(c, Live(c) with { MaxMessageBytes = v }),
            "a longer message is refused"),
    ];

    private static LiveSourceConfig Live(SystemConfig config) => config.Telemetry.LiveSource;

    private static SystemConfig With(SystemConfig config, LiveSourceConfig live) =>
        config with { Telemetry = config.Telemetry with { LiveSource = live } };
}
