using DualTwin.Session;
using DualTwin.Storage.StateFiles;
using DualTwin.Telemetry.Schema;

namespace DualTwin.Server.Persistence;

/// <summary>The state files of the last run, in every version of the schema. Served, marked stale, until this run has data.</summary>
public sealed class RestoredState
{
    private readonly ReadOnlyMemory<byte>?[,] _documents;

    private RestoredState(ReadOnlyMemory<byte>?[,] documents, IReadOnlyList<string> problems)
    {
        _documents = documents;
        Problems = problems;
        LastUpdate = _documents[(int)ViewDocument.Telemetry, (int)SchemaVersions.Newest] is { } telemetry
            ? RestoredDocuments.Timestamp(telemetry)
            : null;
    }

    /// <summary>What was wrong with the files, and what was done about it.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>The time of the newest measurement in the telemetry, as the file says it.</summary>
    public string? LastUpdate { get; }

    /// <summary>True where there is any telemetry to serve.</summary>
    public bool HasData => _documents[(int)ViewDocument.Telemetry, (int)SchemaVersions.Newest] is not null;

    /// <summary>Reads the three files through <paramref name="store"/>.</summary>
    public static RestoredState Read(StateFileStore store)
    {
        var documents = new ReadOnlyMemory<byte>?[Enum.GetValues<ViewDocument>().Length, SchemaVersions.Supported.Count];
        var problems = new List<string>();
        Add(ViewDocument.Telemetry, StateFile.Telemetry);
        Add(ViewDocument.CarTwin, StateFile.CarTwin);
        Add(ViewDocument.FieldTwin, StateFile.FieldTwin);
        if (documents[(int)ViewDocument.Telemetry, (int)SchemaVersions.Newest] is { } telemetry)
        {
            Set(ViewDocument.Environment, RestoredDocuments.Environment(telemetry));
        }

        return new RestoredState(documents, problems);

        void Add(ViewDocument document, StateFile file)
        {
            var reading = store.Read(file);
            if (reading.Problem is { } problem)
            {
                problems.Add(problem);
            }

            if (reading.Content is { } content)
            {
                Set(document, content);
            }
        }

        void Set(ViewDocument document, ReadOnlyMemory<byte> content)
        {
            documents[(int)document, (int)SchemaVersion.Version110] = RestoredDocuments.Compact(content);
            documents[(int)document, (int)SchemaVersion.Version100] = RestoredDocuments.ToVersion100(document, content);
        }
    }

    /// <summary>The bytes of <paramref name="document"/>; null where the last run left none.</summary>
    public ReadOnlyMemory<byte>? Document(ViewDocument document, SchemaVersion version) => _documents[(int)document, (int)version];
}
