using System.IO.Compression;
using System.Text.Json;

namespace DualTwin.F1Game.Tests;

/// <summary>Files beside the repository that some tests need; a test is skipped where they are absent.</summary>
internal static class SharedFiles
{
    public static string Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", path);
            if (File.Exists(file))
            {
                return file;
            }
        }

        Assert.Skip($"../shared/{path} is not here.");
        return string.Empty;
    }

    /// <summary>The objects of a <c>.jsonl.gz</c>, one a line.</summary>
    public static IEnumerable<JsonElement> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Find(path)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return JsonDocument.Parse(line).RootElement;
        }
    }
}
