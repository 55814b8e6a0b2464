using System.Text.Json;
using DualTwin.Server.Api.Envelopes;
using DualTwin.Server.Api.Requests;
using DualTwin.Server.Health;
using DualTwin.Server.Metrics;
using DualTwin.Server.OpenApi;
using DualTwin.Server.Sessions;

namespace DualTwin.Server.Api.SystemInfo;

/// <summary>The endpoints about the server itself: health, metrics and versions.</summary>
internal sealed class SystemInfoEndpoints(
    SessionHost session, HealthReporter health, EndpointMetrics metrics, ConnectionGate gate, ApiResponses responses)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = ActivatorUtilities.CreateInstance<SystemInfoEndpoints>(routes.ServiceProvider);
        routes.MapApiGet("/health", endpoints.HealthAsync, EndpointDescriptions.Health);
        routes.MapApiGet("/metrics", endpoints.MetricsAsync, EndpointDescriptions.Metrics);
        routes.MapApiGet("/version", endpoints.VersionAsync, EndpointDescriptions.Version);
    }

    private Task HealthAsync(HttpContext context)
    {
        var version = SchemaNegotiation.Negotiate(context.Request);
        var body = JsonSerializer.SerializeToUtf8Bytes(health.Report(version), ApiJson.Readable.HealthReport);
        return responses.WriteAsync(context, version, body);
    }

    private Task MetricsAsync(HttpContext context)
    {
        var version = SchemaNegotiation.Negotiate(context.Request);
        var body = Envelope.Write(session.Feed.Current, version, null, writer =>
        {
            writer.WritePropertyName("metrics");
            var endpoints = metrics.Meters.ToDictionary(m => m.Name, Body, StringComparer.Ordinal);
            JsonSerializer.Serialize(writer, endpoints, ApiJson.Default.IReadOnlyDictionaryStringEndpointMetricsBody);
            writer.WritePropertyName("concurrent_access");
            JsonSerializer.Serialize(writer, ConcurrentAccess(), ApiJson.Default.ConcurrentAccessBody);
        });
        return responses.WriteAsync(context, version, body);
    }

    private Task VersionAsync(HttpContext context)
    {
        var version = SchemaNegotiation.Negotiate(context.Request);
        var body = Envelope.Write(session.Feed.Current, version, null, writer =>
        {
            writer.WriteString("api_version", VersionFacts.ApiVersion);
            writer.WritePropertyName("schema_versioning");
            JsonSerializer.Serialize(writer, VersionFacts.SchemaVersioning, ApiJson.Default.SchemaVersioningBody);
            writer.WritePropertyName("backward_compatibility");
            JsonSerializer.Serialize(writer, VersionFacts.BackwardCompatibility, ApiJson.Default.BackwardCompatibilityBody);
            writer.WritePropertyName("deprecation_policy");
            JsonSerializer.Serialize(writer, VersionFacts.DeprecationPolicy, ApiJson.Default.DeprecationPolicyBody);
        });
        return responses.WriteAsync(context, version, body);
    }

    private static EndpointMetricsBody Body(EndpointMeter meter) => new()
    {
        Count = meter.Latency.Count,
        Errors = meter.Errors,
        MeanMs = meter.Latency.Mean?.TotalMilliseconds,
        P50Ms = meter.Latency.Quantile(0.5)?.TotalMilliseconds,
        P99Ms = meter.Latency.Quantile(0.99)?.TotalMilliseconds,
    };

    private ConcurrentAccessBody ConcurrentAccess() => new()
    {
        Current = gate.Current,
        Peak = gate.Peak,
        Limit = gate.Limit,
        Refused = gate.Refused,
        Streams = gate.Streams,
        StalledStreams = gate.Stalled,
        SkippedEvents = gate.SkippedEvents,
    };
}
