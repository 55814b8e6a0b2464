using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.State;

/// <summary>Track and weather, as measured.</summary>
public sealed record TrackConditions
{
    /// <summary>Nothing known.</summary>
    public static readonly TrackConditions Unknown = new();

    /// <inheritdoc cref="Frames.TrackUpdate.Status"/>
    public TrackStatus? Status { get; init; }

    /// <inheritdoc cref="Frames.TrackUpdate.Weather"/>
    public WeatherCondition? Weather { get; init; }

    /// <inheritdoc cref="Frames.TrackUpdate.TrackTemperatureCelsius"/>
    public double? TrackTemperatureCelsius { get; init; }

    /// <inheritdoc cref="Frames.TrackUpdate.AirTemperatureCelsius"/>
    public double? AirTemperatureCelsius { get; init; }

    /// <inheritdoc cref="Frames.TrackUpdate.HumidityPercent"/>
    public double? HumidityPercent { get; init; }

    /// <inheritdoc cref="Frames.TrackUpdate.WindSpeedMetresPerSecond"/>
    public double? WindSpeedMetresPerSecond { get; init; }

    /// <inheritdoc cref="Frames.TrackUpdate.Raining"/>
    public bool? Raining { get; init; }
}
