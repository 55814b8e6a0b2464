using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.Twins.Fuel;

namespace DualTwin.Twins.Field;

/// <summary>What the twins remember of the field beyond what the session state holds.</summary>
internal sealed record FieldMemory
{
    public static readonly FieldMemory Empty = new();

    /// <summary>Profile in use, asked for once per name.</summary>
    public CircuitProfile? Circuit { get; init; }

    /// <summary>The name that <see cref="Circuit"/> was asked with.</summary>
    public string? CircuitName { get; init; }

    /// <summary>What a stop under green costs in this race, s; null until a circuit is known.</summary>
    public Estimate? PitLossSeconds { get; init; }

    /// <summary>What the cars' laps were explained with in the last frame.</summary>
    public PaceBasis PaceBasis { get; init; }

    /// <summary>How much faster tyres wear in this race than the circuit's profile says, s per lap of age.</summary>
    public double SlopeShift { get; init; }

    /// <summary>What all cars were measured to burn.</summary>
    public FieldBurn Burn { get; init; }

    /// <summary>The leader's lap when the neutralisation that is on now began; null while there is none.</summary>
    public int? NeutralisedSinceLap { get; init; }
}
