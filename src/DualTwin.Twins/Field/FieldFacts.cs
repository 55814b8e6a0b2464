using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.Twins.Wear;

namespace DualTwin.Twins.Field;

/// <summary>The facts of a <see cref="FieldContext"/>: read from every frame, and compared without being kept.</summary>
internal readonly record struct FieldFacts
{
    /// <summary>Priors of the circuit.</summary>
    public required CircuitProfile Circuit { get; init; }

    /// <summary>True for a race or sprint.</summary>
    public bool IsRace { get; init; }

    /// <summary>True between lights out and the leader's flag.</summary>
    public bool Underway { get; init; }

    /// <summary>Race distance in laps; null where nothing tells it.</summary>
    public int? TotalLaps { get; init; }

    /// <summary>Neutralisation now.</summary>
    public Neutralisation Neutralisation { get; init; }

    /// <summary>Laps for which the neutralisation has lasted, 0 in its first.</summary>
    public int NeutralisedLaps { get; init; }

    /// <summary>Whether the track asks for other than slicks.</summary>
    public bool? Wet { get; init; }

    /// <summary>Whether rain falls; null where nobody tells.</summary>
    public bool? Raining { get; init; }

    /// <summary>What a stop under green costs in this race, s.</summary>
    public Estimate PitLossSeconds { get; init; }

    /// <summary>How often a car's pace falls off for good; null where nobody told.</summary>
    public PaceDropFigures? PaceDrop { get; init; }

    /// <summary>How measured wear grows over a set.</summary>
    public required WearShape WearShape { get; init; }

    /// <summary>Whether a game tells: its cars need no fuel at the flag.</summary>
    public bool IsGame { get; init; }
}
