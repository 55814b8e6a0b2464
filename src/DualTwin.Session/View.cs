using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.Schema;
using DualTwin.Telemetry.State;

namespace DualTwin.Session;

/// <summary>
/// What readers see of one moment: session state, twins and their documents. Immutable; each document is serialised at most
/// once, by the first reader who asks, and its bytes are shared by all.
/// </summary>
public sealed class View
{
    private readonly ReadOnlyMemory<byte>?[] _documents = new ReadOnlyMemory<byte>?[8];

    /// <summary>Rises by one with each view of a pipeline.</summary>
    public required long Version { get; init; }

    /// <summary>The measured truth.</summary>
    public required SessionState State { get; init; }

    /// <summary>What the twins make of it.</summary>
    public required RaceBelief Belief { get; init; }

    /// <summary>Our car; null while there is none to choose.</summary>
    public required string? OurCarId { get; init; }

    /// <summary>The bytes of <paramref name="document"/> in <paramref name="version"/> (UTF-8 JSON); null where there is no data for it yet.</summary>
    public ReadOnlyMemory<byte>? Document(ViewDocument document, SchemaVersion version)
    {
        var slot = ((int)document * 2) + (int)version;
        return _documents[slot] ??= ViewWriter.Write(this, document, version);
    }

    /// <summary>The car twin of <paramref name="carId"/> (UTF-8 JSON); null where the car or its twin is unknown.</summary>
    public ReadOnlyMemory<byte>? CarTwin(string carId, SchemaVersion version) =>
        string.Equals(carId, OurCarId, StringComparison.Ordinal)
            ? Document(ViewDocument.CarTwin, version)
            : ViewWriter.WriteCarTwin(this, carId, version);
}
