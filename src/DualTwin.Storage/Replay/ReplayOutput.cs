using System.Text.Json;
using DualTwin.Storage.History;
using DualTwin.Storage.StateFiles;
using DualTwin.Telemetry.Schema;
using DualTwin.Telemetry.State;

namespace DualTwin.Storage.Replay;

/// <summary>
/// What a replay leaves behind: the three state files and <c>history.json</c>. No clock is read, so that the bytes depend on the
/// recording alone.
/// </summary>
public sealed class ReplayOutput(string folder)
{
    /// <summary>Name of the file with the four lists of the history.</summary>
    public const string HistoryFileName = "history.json";

    private readonly StateFilePaths _paths = new(folder);

    /// <summary>Writes a state file; where there is no <paramref name="content"/>, a file of an earlier replay is removed.</summary>
    /// <exception cref="IOException">The folder or the disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file may not be written.</exception>
    public void Write(StateFile file, ReadOnlyMemory<byte>? content)
    {
        if (content is { } bytes)
        {
            AtomicFile.Write(_paths[file], bytes.Span);
        }
        else if (File.Exists(_paths[file]))
        {
            File.Delete(_paths[file]);
        }
    }

    /// <summary>Writes <c>history.json</c> from <paramref name="state"/>.</summary>
    /// <exception cref="IOException">The folder or the disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file may not be written.</exception>
    public void WriteHistory(SessionState state)
    {
        var history = new HistoryDocument
        {
            SchemaVersion = SchemaVersions.Newest.Name(),
            Laps = HistoryRows.Laps(state, HistoryFilter.All),
            Stints = HistoryRows.Stints(state, HistoryFilter.All),
            Stops = HistoryRows.Stops(state, HistoryFilter.All),
            Events = HistoryRows.Events(state, HistoryFilter.All),
        };
        AtomicFile.Write(
            Path.Combine(folder, HistoryFileName), JsonSerializer.SerializeToUtf8Bytes(history, HistoryJson.Instance.HistoryDocument));
    }
}
