using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Systems;

/// <summary>Damage and wear of the car. Shares: 0 none … 1 destroyed or worn out.</summary>
public sealed record CarDamage
{
    /// <summary>Damage of each tyre.</summary>
    public Wheels? Tyres { get; init; }

    /// <summary>Blistering of each tyre.</summary>
    public Wheels? Blisters { get; init; }

    /// <summary>Damage of each brake.</summary>
    public Wheels? Brakes { get; init; }

    /// <summary>Damage of the left half of the front wing.</summary>
    public double? FrontLeftWing { get; init; }

    /// <summary>Damage of the right half of the front wing.</summary>
    public double? FrontRightWing { get; init; }

    /// <summary>Damage of the rear wing.</summary>
    public double? RearWing { get; init; }

    /// <summary>Damage of the floor.</summary>
    public double? Floor { get; init; }

    /// <summary>Damage of the diffuser.</summary>
    public double? Diffuser { get; init; }

    /// <summary>Damage of the sidepods.</summary>
    public double? Sidepod { get; init; }

    /// <summary>Damage of the gearbox.</summary>
    public double? Gearbox { get; init; }

    /// <summary>Damage of the engine.</summary>
    public double? Engine { get; init; }

    /// <summary>Wear of the parts of the power unit.</summary>
    public PowerUnitWear? PowerUnit { get; init; }

    /// <summary>Whether the drag reduction system is broken.</summary>
    public bool? DrsFault { get; init; }

    /// <summary>Whether the energy recovery system is broken.</summary>
    public bool? ErsFault { get; init; }

    /// <summary>Whether the engine has blown or seized.</summary>
    public bool? EngineFailed { get; init; }
}
