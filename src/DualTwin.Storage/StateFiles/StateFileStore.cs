using System.Text.Json;

namespace DualTwin.Storage.StateFiles;

/// <summary>The state files on disk. Not for use by several threads at once: one loop owns it.</summary>
public sealed class StateFileStore(StateFilePaths paths)
{
    /// <summary>A state file above this size is not one that we wrote (bytes).</summary>
    public const long MaxFileBytes = 64L << 20;

    /// <summary>What is appended to the name of a file that could not be read.</summary>
    public const string CorruptSuffix = ".corrupt";

    /// <summary>The full path of <paramref name="file"/>.</summary>
    public string PathOf(StateFile file) => paths[file];

    /// <summary>Replaces <paramref name="file"/> by <paramref name="content"/> (UTF-8 JSON).</summary>
    /// <exception cref="IOException">The folder or the disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file may not be written.</exception>
    public void Write(StateFile file, ReadOnlySpan<byte> content) => AtomicFile.Write(paths[file], content);

    /// <summary>
    /// Reads <paramref name="file"/>. Never throws for what lies on the disk: a file that is not whole JSON of its kind is moved
    /// aside, so that the next start does not stumble over it again, and the result says so.
    /// </summary>
    public StateFileReading Read(StateFile file)
    {
        var path = paths[file];
        try
        {
            if (!File.Exists(path))
            {
                return StateFileReading.Missing;
            }

            if (new FileInfo(path).Length > MaxFileBytes)
            {
                return MoveAside(path, $"it is larger than {MaxFileBytes} bytes");
            }

            var content = File.ReadAllBytes(path);
            return Flaw(file, content) is { } flaw ? MoveAside(path, flaw) : new StateFileReading(content, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new StateFileReading(null, $"{path} cannot be read: {e.Message}");
        }
    }

    private static StateFileReading MoveAside(string path, string flaw)
    {
        var aside = path + CorruptSuffix;
        File.Move(path, aside, overwrite: true);
        return new StateFileReading(null, $"{path} is no state file ({flaw}); it was moved to {aside}");
    }

    private static string? Flaw(StateFile file, ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return $"expected an object, found {root.ValueKind}";
            }

            if (!root.TryGetProperty("timestamp", out var timestamp) || timestamp.ValueKind != JsonValueKind.String)
            {
                return "'timestamp' is missing or no text";
            }

            var (name, kind) = Landmark(file);
            return root.TryGetProperty(name, out var value) && value.ValueKind == kind ? null : $"'{name}' is missing or no {kind}";
        }
        catch (JsonException e)
        {
            return e.Message;
        }
    }

    // One property that each kind of file has and the others have not, so that swapped files are noticed.
    private static (string Name, JsonValueKind Kind) Landmark(StateFile file) => file switch
    {
        StateFile.Telemetry => ("cars", JsonValueKind.Array),
        StateFile.CarTwin => ("current_state", JsonValueKind.Object),
        StateFile.FieldTwin => ("competitors", JsonValueKind.Array),
        _ => throw new ArgumentOutOfRangeException(nameof(file), file, "No such state file."),
    };
}
