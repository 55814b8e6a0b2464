using DualTwin.RaceModel.Sampling;
using DualTwin.Sources;
using DualTwin.Sources.Recording;
using DualTwin.Sources.Supervision;
using DualTwin.Sources.Udp;
using DualTwin.Sources.WebSocket;
using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Sourcing;

/// <summary>Makes the slots of live sources.</summary>
internal sealed class LiveSlots(TimeProvider time, ILoggerFactory loggers, OriginTaps taps)
{
    private static readonly TimeSpan MostConnectTimeout = TimeSpan.FromSeconds(60);

    public IEnumerable<SourceSlot> WebSockets(LiveOptions options)
    {
        var endpoints = options.Urls.Select(url => Endpoint(options, url)).ToList();
        return options.Merge && endpoints.Count > 1
            ? [Merged(options, endpoints)]
            : endpoints.Select(endpoint => Slot(
                options, "websocket", EndpointName.Of(endpoint.Uri), endpoint.ToString(), () => new WebSocketSource(
                    endpoint, time, loggers.CreateLogger<WebSocketSource>(), taps.Next(IntakeNames.Json, WebSocketSource.IdentityOf(endpoint)))));
    }

    public SourceSlot Udp(LiveOptions options)
    {
        var socket = new UdpSourceOptions
        {
            Host = options.Host,
            Port = options.Port,
            AllowedSenders = options.AllowedSenders,
            ForwardTo = options.ForwardTo,
        };
        var settings = string.Join(' ', [socket.ToString(), .. socket.AllowedSenders, .. socket.ForwardTo]);
        return Slot(options, "udp", $"{options.Host}:{options.Port}", settings, () => new UdpSource(
            socket, time, loggers.CreateLogger<UdpSource>(), taps.Next(IntakeNames.Udp, UdpSource.IdentityOf(socket))))
            with { Exclusive = $"udp port {options.Port}" };
    }

    private SourceSlot Merged(LiveOptions options, List<WebSocketSourceOptions> endpoints)
    {
        var merged = new MultiWebSocketSourceOptions { Endpoints = endpoints };
        var name = string.Join(" + ", endpoints.Select(endpoint => EndpointName.Of(endpoint.Uri)));
        return Slot(options, "websocket", name, string.Join(' ', endpoints), () => new MultiWebSocketSource(
            merged, time, new SeededRandom((ulong)time.GetUtcNow().Ticks).NextDouble, loggers.CreateLogger<MultiWebSocketSource>(),
            taps.Next(IntakeNames.MergedJson, MultiWebSocketSource.IdentityOf(merged))));
    }

    private static SourceSlot Slot(LiveOptions options, string type, string name, string settings, Func<ITelemetrySource> create) => new()
    {
        Name = $"{type} {name}",
        Type = type,
        Create = create,
        Settings = settings,
        Stall = options.Stall,
        ConnectTimeout = options.Timeout,
        MaxReconnectAttempts = options.MaxReconnectAttempts,
        ReconnectDelay = options.ReconnectDelay,
    };

    private static WebSocketSourceOptions Endpoint(LiveOptions options, string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            throw new SourceException($"url is '{url}'; expected an address such as ws://localhost:8080/telemetry.");
        }

        var endpoint = new WebSocketSourceOptions
        {
            Uri = uri,
            // A connection that takes a minute is none, however long a whole request may wait for data.
            ConnectTimeout = options.Timeout < MostConnectTimeout ? options.Timeout : MostConnectTimeout,
            Token = options.Token(uri),
            CaFile = options.CaFile(uri),
            MaxMessageBytes = options.MaxMessageBytes,
        };
        return endpoint.Problems() is { Count: > 0 } problems ? throw new SourceException(string.Join(' ', problems)) : endpoint;
    }
}
