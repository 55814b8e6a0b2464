using System.Text.Json;
using DualTwin.Server.Configuration.Readers;

namespace DualTwin.Server.Configuration.Loading;

/// <summary>The weakest layer: the configuration file. Comments and trailing commas are allowed.</summary>
internal static class FileLayer
{
    private const long MaxBytes = 1 << 20;

    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Takes in the file at <paramref name="path"/>; with null, the default file where it exists.</summary>
    public static void Take(string? path, ConfigBuilder builder, ConfigProblems problems)
    {
        var file = path ?? ConfigInputs.DefaultFile;
        if (path is null && !File.Exists(file))
        {
            return;
        }

        if (ReadBytes(file, problems) is { } bytes && Parse(bytes, file, problems) is { } root)
        {
            TakeObject(root, "", ConfigOrigin.File(file), builder, problems);
        }
    }

    private static byte[]? ReadBytes(string file, ConfigProblems problems)
    {
        try
        {
            var info = new FileInfo(file);
            if (info.Exists && info.Length > MaxBytes)
            {
                problems.Error($"{file}: {info.Length} bytes; expected a configuration file of at most {MaxBytes} bytes");
                return null;
            }

            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problems.Error($"{file}: cannot be read: {e.Message}");
            return null;
        }
    }

    private static JsonElement? Parse(byte[] bytes, string file, ConfigProblems problems)
    {
        try
        {
            var withoutMark = bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes;
            using var document = JsonDocument.Parse(withoutMark, Options);
            var root = document.RootElement.Clone();
            if (root.ValueKind is JsonValueKind.Object && JsonText.IsUnicode(root))
            {
                return root;
            }

            problems.Error($"{file}: expected one JSON object of Unicode text that holds the sections");
        }
        catch (JsonException e)
        {
            problems.Error($"{file}: not JSON at line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}: {Cause(e)}");
        }

        return null;
    }

    /// <summary>The parser's message without the position that it repeats, counted from zero, at its end.</summary>
    private static string Cause(JsonException e) => e.Message.Split(" LineNumber:")[0];

    private static void TakeObject(JsonElement value, string prefix, ConfigOrigin origin, ConfigBuilder builder, ConfigProblems problems)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            var path = prefix + property.Name;
            if (!seen.Add(path))
            {
                problems.Repeated(path, origin);
            }

            TakeProperty(path, property.Value, origin, builder, problems);
        }
    }

    private static void TakeProperty(string path, JsonElement value, ConfigOrigin origin, ConfigBuilder builder, ConfigProblems problems)
    {
        if (!builder.IsSection(path))
        {
            builder.Take(path, value, origin);
        }
        else if (value.ValueKind is JsonValueKind.Object)
        {
            TakeObject(value, path + ".", origin, builder, problems);
        }
        else if (value.ValueKind is not JsonValueKind.Null)
        {
            problems.Wrong(path, value, "an object with this section's keys", origin);
        }
    }
}
