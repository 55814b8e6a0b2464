using System.Collections.Immutable;
using System.Text.Json;
using DualTwin.Strategy.Alerts;

namespace DualTwin.Session;

/// <summary>Writes what our pit wall was told.</summary>
internal static class AlertsJson
{
    private static readonly string[] Kinds = ["rivals_stopped", "window_opened", "window_closed", "opening_appeared", "opening_gone", "threat_raised"];

    /// <summary>Writes the alerts, oldest first.</summary>
    public static void Write(Utf8JsonWriter writer, ImmutableArray<StrategyAlert> alerts)
    {
        writer.WriteStartArray(TwinNames.Alerts);
        foreach (var alert in alerts)
        {
            writer.WriteStartObject();
            writer.WriteNumber(TwinNames.Lap, alert.Lap);
            writer.WriteString(TwinNames.Kind, Kinds[(int)alert.Kind]);
            writer.WriteString(TwinNames.Opening, alert.Opening is { } opening ? FieldTwinWriter.Name(opening) : null);
            writer.WriteStartArray(TwinNames.Cars);
            foreach (var car in alert.CarIds)
            {
                writer.WriteStringValue(car);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
