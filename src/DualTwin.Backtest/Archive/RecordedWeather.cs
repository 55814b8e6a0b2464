namespace DualTwin.Backtest.Archive;

/// <summary>One sample of the weather.</summary>
/// <param name="Seconds">When, s of session time.</param>
/// <param name="AirCelsius">Air temperature, °C.</param>
/// <param name="TrackCelsius">Track temperature, °C.</param>
/// <param name="HumidityPercent">Relative humidity, 0…100 %.</param>
/// <param name="WindMetresPerSecond">Wind speed, m/s.</param>
/// <param name="Raining">Whether rain fell.</param>
public sealed record RecordedWeather(
    double Seconds, double? AirCelsius, double? TrackCelsius, double? HumidityPercent, double? WindMetresPerSecond, bool? Raining);
