using System.Globalization;
using DualTwin.Server.Configuration;
using DualTwin.Server.Configuration.Readers;
using DualTwin.Sources.Supervision;
using DualTwin.Sources.WebSocket;

namespace DualTwin.Server.Sourcing;

/// <summary>The options of a live source that count: its own, else those of <c>telemetry.live_source</c>.</summary>
internal sealed class LiveOptions(SourceConfig source, TelemetryConfig telemetry)
{
    private readonly LiveSourceConfig _shared = telemetry.LiveSource;

    public IReadOnlyList<string> Urls => Text("url") is { } url ? [url] : _shared.WebsocketUrls;

    public bool Merge => Text("mode") is { } mode
        ? string.Equals(mode, "merge", StringComparison.OrdinalIgnoreCase)
        : _shared.WebsocketMode == EndpointMode.Merge;

    public string Host => Text("host") ?? _shared.Host;

    public int Port => Text("port") is { } port ? int.Parse(port, CultureInfo.InvariantCulture) : _shared.Port;

    public IReadOnlyList<string> AllowedSenders =>
        Text("allowed_senders") is { } senders ? TextListReader.Parse(senders) : _shared.AllowedSenders;

    public IReadOnlyList<string> ForwardTo => Text("forward_to") is { } targets ? TextListReader.Parse(targets) : _shared.ForwardTo;

    public TimeSpan Timeout => TimeSpan.FromSeconds(Number("timeout") ?? _shared.TimeoutSeconds);

    public int? MaxReconnectAttempts => Text("max_reconnect_attempts") is { } most ? int.Parse(most, CultureInfo.InvariantCulture) : null;

    public TimeSpan? ReconnectDelay => Number("reconnect_delay") is { } delay ? TimeSpan.FromSeconds(delay) : null;

    public int MaxMessageBytes => Text("max_message_bytes") is { } most ? int.Parse(most, CultureInfo.InvariantCulture) : _shared.MaxMessageBytes;

    public StallRule Stall => FixedStall ?? StallRule.FromIntervals;

    /// <summary>The stall limit that the user sets; null where the source's nature does.</summary>
    public StallRule? FixedStall => (Number("stall_seconds") ?? telemetry.StallSeconds) is { } limit
        ? new StallRule(TimeSpan.FromSeconds(limit))
        : null;

    /// <summary>The authority that <paramref name="uri"/>'s certificate must come from; null for the system's.</summary>
    public string? CaFile(Uri uri) => uri.Scheme == Uri.UriSchemeWss ? Text("ca_file") ?? _shared.CaFile : null;

    /// <summary>The token for <paramref name="uri"/>; null for none.</summary>
    public WebSocketToken? Token(Uri uri)
    {
        var (file, variable) = Text("token_file") is null && Text("token_env") is null
            ? (_shared.TokenFile, _shared.TokenEnv)
            : (Text("token_file"), Text("token_env"));
        if ((file is null && variable is null) || (source.FromRequest && !_shared.WebsocketUrls.Contains(uri.OriginalString)))
        {
            return null;
        }

        var inQuery = Text("token_as") is { } place ? place == "query" : _shared.TokenAs == TokenPlacement.Query;
        return new WebSocketToken
        {
            File = file,
            EnvironmentVariable = file is null ? variable : null,
            Place = inQuery ? WebSocketTokenPlace.Query : WebSocketTokenPlace.Header,
        };
    }

    private string? Text(string option) => source.Options.GetValueOrDefault(option);

    private double? Number(string option) => Text(option) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;
}
