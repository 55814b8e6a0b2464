using DualTwin.RaceModel.Sampling;
using DualTwin.Server.Configuration;
using DualTwin.Server.Configuration.Readers;
using DualTwin.Sources;
using DualTwin.Sources.Recording;
using DualTwin.Sources.Supervision;
using DualTwin.Sources.WebSocket;
using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Sourcing.Kinds;

/// <summary><c>websocket</c>: JSON messages over one WebSocket or several.</summary>
internal sealed class WebSocketKind : SourceKind
{
    private static readonly TimeSpan MostConnectTimeout = TimeSpan.FromSeconds(60);

    public override string Name => "websocket";

    public override IReadOnlyList<SourceOption> Options { get; } =
    [
        .. SourceOption.Patience,
        SourceOption.Text("url", "an address"),
        new SourceOption("mode", new ChoiceReader<EndpointMode>(("failover", EndpointMode.Failover), ("merge", EndpointMode.Merge))),
        SourceOption.OwnersFile("token_file"),
        SourceOption.OwnersVariable("token_env"),
        new SourceOption("token_as", new ChoiceReader<TokenPlacement>(("header", TokenPlacement.Header), ("query", TokenPlacement.Query))),
        SourceOption.OwnersFile("ca_file"),
        SourceOption.Whole("max_message_bytes", 1024, 64 << 20, "bytes"),
    ];

    public override IEnumerable<SourceSlot> Slots(SourceSetup setup)
    {
        var endpoints = setup.Live.Urls.Select(url => Endpoint(setup.Live, url)).ToList();
        return setup.Live.Merge && endpoints.Count > 1
            ? [Merged(setup, endpoints)]
            : endpoints.Select(endpoint => setup.LiveSlot(EndpointName.Of(endpoint.Uri), endpoint.ToString(), () => new WebSocketSource(
                endpoint, setup.Time, setup.Loggers.CreateLogger<WebSocketSource>(), setup.Tap(IntakeNames.Json, WebSocketSource.IdentityOf(endpoint)))));
    }

    private static SourceSlot Merged(SourceSetup setup, List<WebSocketSourceOptions> endpoints)
    {
        var merged = new MultiWebSocketSourceOptions { Endpoints = endpoints };
        var name = string.Join(" + ", endpoints.Select(endpoint => EndpointName.Of(endpoint.Uri)));
        return setup.LiveSlot(name, string.Join(' ', endpoints), () => new MultiWebSocketSource(
            merged,
            setup.Time,
            new SeededRandom((ulong)setup.Time.GetUtcNow().Ticks).NextDouble,
            setup.Loggers.CreateLogger<MultiWebSocketSource>(),
            setup.Tap(IntakeNames.MergedJson, MultiWebSocketSource.IdentityOf(merged))));
    }

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
