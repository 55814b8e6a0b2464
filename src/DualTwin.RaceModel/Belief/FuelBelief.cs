namespace DualTwin.RaceModel.Belief;

/// <summary>What is known of the fuel in a car.</summary>
public sealed record FuelBelief
{
    /// <summary>Fuel in the tank, kg.</summary>
    public required Estimate MassKg { get; init; }

    /// <summary>Fuel burnt in a racing lap, kg/lap.</summary>
    public required Estimate BurnKgPerLap { get; init; }

    /// <summary>Capacity of the tank, kg.</summary>
    public required double CapacityKg { get; init; }

    /// <summary>Whether <see cref="MassKg"/> was measured rather than modelled.</summary>
    public bool Measured { get; init; }
}
