using DualTwin.RaceModel.Laps;
using DualTwin.RaceModel.Stops;

namespace DualTwin.RaceModel.Circuits;

/// <summary>All fitted figures of the race model, as one data file holds them.</summary>
public sealed record RaceFigures
{
    /// <summary>Where they come from.</summary>
    public required FigureProvenance Provenance { get; init; }

    /// <summary>Figures for any circuit that has none of its own.</summary>
    public required CircuitProfile Generic { get; init; }

    /// <summary>Figures that hold wherever a race is run.</summary>
    public required FieldFigures Field { get; init; }

    /// <summary>What recorded dry races looked like.</summary>
    public required IReadOnlyList<ShapeRange> Shape { get; init; }

    /// <summary>Figures per circuit, by name.</summary>
    public required IReadOnlyList<CircuitProfile> Circuits { get; init; }

    /// <summary>How a car's next lap follows from what is known at the line; null where the data were too few to fit it.</summary>
    public NextLapFigures? NextLap { get; init; }

    /// <summary>How a car's next stop follows from what is known at the line; null where the data were too few to fit it.</summary>
    public StopModelFigures? Stops { get; init; }
}
