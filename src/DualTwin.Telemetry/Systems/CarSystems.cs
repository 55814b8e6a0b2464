namespace DualTwin.Telemetry.Systems;

/// <summary>
/// What only a source inside the car measures, part by part; in an update a null part says nothing, in a state it is unknown. Each part
/// is told whole, so a newer one replaces the older.
/// </summary>
public sealed record CarSystems
{
    /// <summary>Nothing known.</summary>
    public static readonly CarSystems Unknown = new();

    /// <summary>
    /// Whether the driver keeps the car's fuel, energy, wear and damage to himself: what is null of them is then hidden, not missing.
    /// </summary>
    public bool? Restricted { get; init; }

    /// <summary>Temperatures and pressures of tyres and brakes.</summary>
    public TyreReadings? Tyres { get; init; }

    /// <summary>Fuel beyond its mass.</summary>
    public FuelReadings? Fuel { get; init; }

    /// <summary>The energy store.</summary>
    public EnergyStore? Energy { get; init; }

    /// <summary>What the driver does.</summary>
    public DriverInputs? Inputs { get; init; }

    /// <summary>Aids to overtaking.</summary>
    public OvertakeAids? Overtaking { get; init; }

    /// <summary>Damage and wear of the car.</summary>
    public CarDamage? Damage { get; init; }

    /// <summary>The car's set-up.</summary>
    public CarSetup? Setup { get; init; }

    /// <summary>Penalties and warnings.</summary>
    public CarPenalties? Penalties { get; init; }

    /// <summary>Sets of tyres that the car has for the event.</summary>
    public TyreSetList? TyreSets { get; init; }

    /// <summary>What is known after <paramref name="update"/>; the same object where it says nothing new.</summary>
    public CarSystems With(CarSystems? update)
    {
        if (update is null)
        {
            return this;
        }

        var after = new CarSystems
        {
            Restricted = update.Restricted ?? Restricted,
            Tyres = update.Tyres ?? Tyres,
            Fuel = update.Fuel ?? Fuel,
            Energy = update.Energy ?? Energy,
            Inputs = update.Inputs ?? Inputs,
            Overtaking = update.Overtaking ?? Overtaking,
            Damage = update.Damage ?? Damage,
            Setup = update.Setup ?? Setup,
            Penalties = update.Penalties ?? Penalties,
            TyreSets = update.TyreSets ?? TyreSets,
        };
        return after == this ? this : after;
    }
}
