using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.Twins.Wear;

namespace DualTwin.Twins.Field;

/// <summary>
/// What every car's twin takes from the field: the same object as long as no fact of it changes, which lets the beliefs of cars that did not
/// change stand as they are.
/// </summary>
internal sealed class FieldContext(FieldFacts facts)
{
    /// <summary>All of it.</summary>
    public FieldFacts Facts { get; } = facts;

    /// <inheritdoc cref="FieldFacts.Circuit"/>
    public CircuitProfile Circuit => Facts.Circuit;

    /// <inheritdoc cref="FieldFacts.IsRace"/>
    public bool IsRace => Facts.IsRace;

    /// <inheritdoc cref="FieldFacts.Underway"/>
    public bool Underway => Facts.Underway;

    /// <inheritdoc cref="FieldFacts.TotalLaps"/>
    public int? TotalLaps => Facts.TotalLaps;

    /// <inheritdoc cref="FieldFacts.Neutralisation"/>
    public Neutralisation Neutralisation => Facts.Neutralisation;

    /// <inheritdoc cref="FieldFacts.NeutralisedLaps"/>
    public int NeutralisedLaps => Facts.NeutralisedLaps;

    /// <inheritdoc cref="FieldFacts.Wet"/>
    public bool? Wet => Facts.Wet;

    /// <inheritdoc cref="FieldFacts.Raining"/>
    public bool? Raining => Facts.Raining;

    /// <inheritdoc cref="FieldFacts.PitLossSeconds"/>
    public Estimate PitLossSeconds => Facts.PitLossSeconds;

    /// <inheritdoc cref="FieldFacts.PaceDrop"/>
    public PaceDropFigures? PaceDrop => Facts.PaceDrop;

    /// <inheritdoc cref="FieldFacts.WearShape"/>
    public WearShape WearShape => Facts.WearShape;

    /// <inheritdoc cref="FieldFacts.IsGame"/>
    public bool IsGame => Facts.IsGame;

    /// <summary>Distance to reckon with for fuel: null outside races.</summary>
    public int? FuelLaps => IsRace ? TotalLaps : null;
}
