using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.State;

/// <summary>The set of tyres on a car, as measured.</summary>
public sealed record CarTyres
{
    /// <summary>Nothing known.</summary>
    public static readonly CarTyres Unknown = new();

    /// <summary>Relative compound; see <see cref="CompoundMapping"/>.</summary>
    public Compound? Compound { get; init; }

    /// <summary>The compound as the source names it, upper case.</summary>
    public string? CompoundName { get; init; }

    /// <inheritdoc cref="Frames.CarUpdate.TyreAge"/>
    public int? Age { get; init; }

    /// <inheritdoc cref="Frames.CarUpdate.TyreWear"/>
    public double? Wear { get; init; }

    /// <inheritdoc cref="Frames.CarUpdate.TyreWearByWheel"/>
    public Wheels? WearByWheel { get; init; }

    /// <inheritdoc cref="Frames.CarUpdate.TyreTemperatureCelsius"/>
    public Wheels? TemperatureCelsius { get; init; }
}
