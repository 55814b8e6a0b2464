using DualTwin.RaceModel.Laps;
using DualTwin.RaceModel.Stops;

namespace DualTwin.RaceModel.Circuits;

/// <summary>The circuits that the model knows, from the figures that come with it.</summary>
public static class CircuitCatalogue
{
    private static readonly RaceFigures Embedded = ReadEmbedded();

    private static readonly CircuitIndex ByName = new(Embedded);

    private static readonly Lazy<NextLapModel?> Laps = new(() => NextLapModel.Of(Embedded));

    private static readonly Lazy<StopModel?> StopTrees = new(() => StopModel.Of(Embedded));

    /// <summary>Every fitted figure that comes with the model.</summary>
    public static RaceFigures Figures => Embedded;

    /// <summary>All circuits with figures of their own.</summary>
    public static IReadOnlyList<CircuitProfile> All => Embedded.Circuits;

    /// <summary>Pooled figures, for a circuit that nothing is known of.</summary>
    public static CircuitProfile Generic => Embedded.Generic;

    /// <summary>The model of a car's next racing lap.</summary>
    public static NextLapModel? NextLap => Laps.Value;

    /// <summary>The model of a car's next stop.</summary>
    public static StopModel? Stops => StopTrees.Value;

    /// <inheritdoc cref="CircuitIndex.Find"/>
    public static CircuitProfile? Find(string? name) => ByName.Find(name);

    private static RaceFigures ReadEmbedded()
    {
        using var stream = typeof(CircuitCatalogue).Assembly.GetManifestResourceStream("circuits.json")
            ?? throw new InvalidOperationException("The resource circuits.json is not in the assembly.");
        return RaceFiguresFile.Read(stream);
    }
}
