using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.Strategy;
using DualTwin.Strategy.Alerts;
using DualTwin.Telemetry.Schema;
using DualTwin.Telemetry.State;
using DualTwin.Twins;

namespace DualTwin.Session;

/// <summary>
/// What readers see of one moment: session state, twins and their documents. Immutable; each document is serialised at most
/// once, by the first reader who asks, and its bytes are shared by all.
/// </summary>
public sealed class View
{
    private readonly Written?[] _documents = new Written?[8];
    private FieldAssessment? _assessment;

    /// <summary>Rises by one with each view of a pipeline.</summary>
    public required long Version { get; init; }

    /// <summary>What readers are shown: the measured truth, or, while a stand-in moves on from it, what that makes of it.</summary>
    public required SessionState State { get; init; }

    /// <summary>The twins of all cars, of what is shown.</summary>
    public required TwinsState Twins { get; init; }

    /// <summary>The measured truth alone: history is told from it.</summary>
    public required SessionState Measured { get; init; }

    /// <summary>The twins of the measured truth alone: what a stand-in goes on from.</summary>
    public required TwinsState MeasuredTwins { get; init; }

    /// <summary>Whether a simulator stands in for a live source that is away.</summary>
    public bool StandingIn { get; init; }

    /// <summary>What the twins make of what is shown.</summary>
    public RaceBelief Belief => Twins.Belief;

    /// <summary>What strategy makes of the belief, seen from our car; worked out when first asked for.</summary>
    public FieldAssessment Assessment => _assessment ??= StrategyAnalyst.Assess(Belief, OurCarId);

    /// <summary>The newest alerts for our car, oldest first.</summary>
    public ImmutableArray<StrategyAlert> Alerts { get; init; } = [];

    /// <summary>Our car; null while there is none to choose.</summary>
    public required string? OurCarId { get; init; }

    /// <summary>The bytes of <paramref name="document"/> in <paramref name="version"/> (UTF-8 JSON); null where there is no data for it yet.</summary>
    public ReadOnlyMemory<byte>? Document(ViewDocument document, SchemaVersion version)
    {
        ref var slot = ref _documents[((int)document * 2) + (int)version];
        return (slot ??= new Written(ViewWriter.Write(this, document, version))).Bytes;
    }

    /// <summary>The car twin of <paramref name="carId"/> (UTF-8 JSON); null where the car or its twin is unknown.</summary>
    public ReadOnlyMemory<byte>? CarTwin(string carId, SchemaVersion version) =>
        string.Equals(carId, OurCarId, StringComparison.Ordinal)
            ? Document(ViewDocument.CarTwin, version)
            : ViewWriter.WriteCarTwin(this, carId, version);

    // A reference is published whole: two readers who ask at once may both write the document, and both get equal bytes.
    private sealed record Written(ReadOnlyMemory<byte>? Bytes);
}
