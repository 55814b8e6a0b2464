using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Laps;
using DualTwin.RaceModel.Stops;
using DualTwin.Twins.Wear;

namespace DualTwin.Twins;

/// <summary>What the twins are told from outside.</summary>
public sealed record TwinOptions
{
    /// <summary>
    /// Profile of the circuit with the given name, as the source writes it; asked once for each name. Null and unknown names must
    /// give a profile too: the generic one.
    /// </summary>
    public required Func<string?, CircuitProfile> Circuit { get; init; }

    /// <summary>Predicts a car's next racing lap from the line; null leaves it to the car's own trend.</summary>
    public NextLapModel? NextLap { get; init; }

    /// <summary>Predicts a car's next stop; null leaves it to the logistic hazard.</summary>
    public StopModel? Stops { get; init; }
    /// <summary>How often a car's pace falls off for good; null leaves that unknown.</summary>
    public PaceDropFigures? PaceDrop { get; init; }

    /// <summary>How measured wear grows over a set.</summary>
    public WearShape WearShape { get; init; } = WearShape.Fitted;

    /// <summary>Race distance in laps, used while no source tells it; null where unknown.</summary>
    public int? TotalLaps { get; init; }
}
