using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DualTwin.Storage.History;

/// <summary>How history is written: snake case, nulls kept, umlauts as they are.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HistoryDocument))]
[JsonSerializable(typeof(IReadOnlyList<LapRow>))]
[JsonSerializable(typeof(IReadOnlyList<StintRow>))]
[JsonSerializable(typeof(IReadOnlyList<StopRow>))]
[JsonSerializable(typeof(IReadOnlyList<EventRow>))]
public sealed partial class HistoryJson : JsonSerializerContext
{
    /// <summary>The one set of options for history.</summary>
    // The output is JSON, never pasted into HTML, so that names keep their letters.
    public static HistoryJson Instance { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
