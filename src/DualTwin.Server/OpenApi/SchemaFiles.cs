using System.Text.Json.Nodes;

namespace DualTwin.Server.OpenApi;

/// <summary>The JSON Schema files of <c>docs/schema</c>, which the assembly carries.</summary>
internal static class SchemaFiles
{
    private const string Ending = ".schema.json";
    private const string LocalReference = "#/definitions/";

    /// <summary>Names of all files, such as <c>telemetry-1.1.0</c>, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. typeof(SchemaFiles).Assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(Ending, StringComparison.Ordinal))
            .Select(n => n[..^Ending.Length])
            .Order(StringComparer.Ordinal)];

    /// <summary>A schema as part of an OpenAPI document: definitions put in where they are used, since its references would not hold there.</summary>
    public static JsonObject Load(string name)
    {
        using var stream = typeof(SchemaFiles).Assembly.GetManifestResourceStream(name + Ending)
            ?? throw new ArgumentException($"There is no schema '{name}'.", nameof(name));
        var root = JsonNode.Parse(stream)!.AsObject();
        var definitions = root["definitions"]?.AsObject();
        root.Remove("definitions");
        root.Remove("$schema");
        root.Remove("$id");
        return (JsonObject)Inline(root, definitions)!;
    }

    private static JsonNode? Inline(JsonNode? node, JsonObject? definitions) => node switch
    {
        JsonObject o when o["$ref"] is JsonValue reference => Inline(Definition(reference.GetValue<string>(), definitions), definitions),
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Inline(p.Value, definitions)))),
        JsonArray a => new JsonArray([.. a.Select(item => Inline(item, definitions))]),
        _ => node?.DeepClone(),
    };

    private static JsonNode Definition(string reference, JsonObject? definitions) =>
        reference.StartsWith(LocalReference, StringComparison.Ordinal) && definitions?[reference[LocalReference.Length..]] is { } found
            ? found
            : throw new FormatException($"The schema reference '{reference}' leads nowhere.");
}
