using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Frames;

/// <summary>What a frame says of track and weather; null says nothing.</summary>
public sealed record TrackUpdate
{
    /// <summary>State of the whole track.</summary>
    public TrackStatus? Status { get; init; }

    /// <summary>Weather in the public schema's steps.</summary>
    public WeatherCondition? Weather { get; init; }

    /// <summary>Track surface temperature, −10…80 °C.</summary>
    public double? TrackTemperatureCelsius { get; init; }

    /// <summary>Air temperature, −10…60 °C.</summary>
    public double? AirTemperatureCelsius { get; init; }

    /// <summary>Relative humidity, 0…100 %.</summary>
    public double? HumidityPercent { get; init; }

    /// <summary>Wind speed, m/s.</summary>
    public double? WindSpeedMetresPerSecond { get; init; }

    /// <summary>Whether rain is falling.</summary>
    public bool? Raining { get; init; }
}
