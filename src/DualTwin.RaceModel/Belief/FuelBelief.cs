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

    /// <summary>Fuel per racing lap that empties the tank to the reserve at the flag, kg/lap; null without laps to go.</summary>
    public Estimate? TargetKgPerLap { get; init; }

    /// <summary>
    /// How much less than <see cref="BurnKgPerLap"/> each coming lap may burn, kg/lap: above 0 the driver has to lift and coast.
    /// Null where the mass is not measured: what a team has filled in then is itself a guess.
    /// </summary>
    public Estimate? SavingKgPerLap { get; init; }

    /// <summary>Whether <see cref="MassKg"/> was measured rather than modelled.</summary>
    public bool Measured { get; init; }
}
