namespace DualTwin.Telemetry.Values;

/// <summary>Weather in the public schema's five steps.</summary>
public enum WeatherCondition
{
    Sunny,
    Cloudy,
    Drizzle,
    Rain,
    Storm,
}
