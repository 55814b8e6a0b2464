using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Laps;
using DualTwin.RaceModel.Stops;
using DualTwin.Twins.Wear;

namespace DualTwin.Session;

/// <summary>What a pipeline is told from outside.</summary>
public sealed record SessionPipelineOptions
{
    /// <summary>Our car; null lets the pipeline choose (car 44 where it takes part, else the leader).</summary>
    public string? OurCarId { get; init; }

    /// <summary>Race distance in laps, used while no source tells it.</summary>
    public int? TotalLaps { get; init; }

    /// <summary>Predicts a car's next racing lap from the line; null leaves it to the car's own trend.</summary>
    public NextLapModel? NextLap { get; init; } = CircuitCatalogue.NextLap;

    /// <summary>Predicts a car's next tyre stop; null leaves it to a logistic hazard.</summary>
    public StopModel? Stops { get; init; } = CircuitCatalogue.Stops;
    /// <summary>How often a car's pace falls off for good; null leaves that unknown.</summary>
    public PaceDropFigures? PaceDrop { get; init; } = CircuitCatalogue.Figures.Field.PaceDrop;

    /// <summary>How measured wear grows over a set.</summary>
    public WearShape WearShape { get; init; } = WearShape.Fitted;

    /// <summary>Profile of the circuit with the given name, as the source writes it; an unknown name gives the generic one.</summary>
    public Func<string?, CircuitProfile> Circuit { get; init; } = static name => CircuitCatalogue.Find(name) ?? CircuitCatalogue.Generic;
}
