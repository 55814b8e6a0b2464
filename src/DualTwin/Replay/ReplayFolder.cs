using DualTwin.Session;
using DualTwin.Storage.Replay;
using DualTwin.Storage.StateFiles;
using DualTwin.Telemetry.Schema;

namespace DualTwin.Replay;

/// <summary>Writes the last view of a replay into a folder: the state files and the history. Equal recordings give equal bytes.</summary>
internal static class ReplayFolder
{
    /// <summary>Writes all files of <paramref name="view"/> into <paramref name="folder"/>, which is made where it is missing.</summary>
    /// <exception cref="IOException">The folder or the disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or a file may not be written.</exception>
    public static void Write(string folder, View view)
    {
        Directory.CreateDirectory(folder);
        var output = new ReplayOutput(folder);
        output.Write(StateFile.Telemetry, view.Document(ViewDocument.Telemetry, SchemaVersions.Newest));
        output.Write(StateFile.CarTwin, view.Document(ViewDocument.CarTwin, SchemaVersions.Newest));
        output.Write(StateFile.FieldTwin, view.Document(ViewDocument.FieldTwin, SchemaVersions.Newest));
        output.WriteHistory(view.State);
    }
}
