namespace DualTwin.Telemetry.Values;

/// <summary>Weather that the source expects.</summary>
/// <param name="Kind">The session it is for.</param>
/// <param name="Offset">Time from now; whole minutes.</param>
/// <param name="Weather">Expected weather.</param>
/// <param name="TrackTemperatureCelsius">Expected track temperature, °C.</param>
/// <param name="AirTemperatureCelsius">Expected air temperature, °C.</param>
/// <param name="RainProbability">Chance of rain, 0…1; null where none is told.</param>
public readonly record struct WeatherForecast(
    SessionKind? Kind,
    TimeSpan Offset,
    WeatherCondition? Weather,
    double? TrackTemperatureCelsius,
    double? AirTemperatureCelsius,
    double? RainProbability);
