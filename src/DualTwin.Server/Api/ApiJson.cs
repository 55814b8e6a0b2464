using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DualTwin.Server.Api.SystemInfo;
using DualTwin.Server.Errors;
using DualTwin.Server.Health;
using DualTwin.Server.Replaying;
using DualTwin.Server.Sessions;
using DualTwin.Server.Sourcing;

namespace DualTwin.Server.Api;

/// <summary>The one JSON setup of the API: snake case, numbers as numbers, nulls kept unless a property says otherwise.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.Strict,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, EndpointMetricsBody>))]
[JsonSerializable(typeof(ConcurrentAccessBody))]
[JsonSerializable(typeof(SchemaVersioningBody))]
[JsonSerializable(typeof(BackwardCompatibilityBody))]
[JsonSerializable(typeof(DeprecationPolicyBody))]
[JsonSerializable(typeof(OurCarRequest))]
[JsonSerializable(typeof(ReplayReport))]
[JsonSerializable(typeof(ReplayScale))]
[JsonSerializable(typeof(SourceReport))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    // The output is JSON, never pasted into HTML, so that names keep their letters and messages their quotes.
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The setup for bodies that are written without a <see cref="Utf8JsonWriter"/> of their own, escaped as those.</summary>
    public static ApiJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = WriterOptions.Encoder,
    });

    /// <summary>The name of <paramref name="state"/> in the public schema.</summary>
    public static string Name(SourceState state) => state switch
    {
        SourceState.Waiting => "waiting",
        SourceState.Delivering => "delivering",
        SourceState.StandingIn => "standing_in",
        SourceState.Stalled => "stalled",
        SourceState.Ended => "ended",
        SourceState.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };
}
