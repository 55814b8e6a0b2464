using System.Text.Json;
using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.Json;

namespace DualTwin.Session;

/// <summary>Writes how likely a car stops at the end of each of the coming laps.</summary>
internal static class HazardJson
{
    private const int LapsAhead = 10;

    /// <summary>
    /// Writes the unconditional probability of the next stop at the end of each of the next ten laps, the lap now driven first;
    /// null where nothing tells.
    /// </summary>
    public static void Write(Utf8JsonWriter writer, JsonEncodedText name, CarBelief car)
    {
        if (car.StopHazard.IsDefaultOrEmpty)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartArray(name);
        var notYet = 1.0;
        for (var lap = 0; lap < Math.Min(LapsAhead, car.StopHazard.Length); lap++)
        {
            FixedDecimal.WriteValue(writer, notYet * car.StopHazard[lap], 4);
            notYet *= 1 - car.StopHazard[lap];
        }

        writer.WriteEndArray();
    }
}
