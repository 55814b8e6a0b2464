using NJsonSchema;

namespace DualTwin.Server.Tests.Support;

/// <summary>Validates against the files of <c>docs/schema</c>.</summary>
internal static class Schemas
{
    public static async Task AssertValidAsync(string name, string json)
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "schema", name + ".schema.json"), TestServer.Token);
        var errors = schema.Validate(json);
        Assert.True(errors.Count == 0, $"{name}: {string.Join("; ", errors.Select(e => $"{e.Path}: {e.Kind}"))}\n{json}");
    }
}
