using System.Text.Json;
using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.Json;

namespace DualTwin.Session;

/// <summary>
/// Writes a car's coming racing laps: time with its 80 % interval, why it is not the clean-air reference, and measured wear at its end. The
/// causes add up to the lap less the reference; <c>other</c> is what is left of it: form, and what no term can name.
/// </summary>
internal static class NextLapsJson
{
    public static void Write(Utf8JsonWriter writer, CarBelief car)
    {
        if (car.ComingLaps.IsDefaultOrEmpty || car.LapsCompleted is not { } done)
        {
            writer.WriteNull(TwinNames.NextLaps);
            return;
        }

        writer.WriteStartArray(TwinNames.NextLaps);
        for (var i = 0; i < car.ComingLaps.Length; i++)
        {
            var lap = car.ComingLaps[i];
            writer.WriteStartObject();
            writer.WriteNumber(TwinNames.Lap, done + 1 + i);
            writer.WriteStartObject(TwinNames.LapTime);
            FixedDecimal.Write(writer, TwinNames.Median, lap.MedianSeconds, 3);
            FixedDecimal.Write(writer, TwinNames.P10, lap.P10Seconds, 3);
            FixedDecimal.Write(writer, TwinNames.P90, lap.P90Seconds, 3);
            writer.WriteEndObject();
            FixedDecimal.Write(writer, TwinNames.Fuel, lap.FuelSeconds, 3);
            FixedDecimal.Write(writer, TwinNames.Tires, lap.TyreSeconds, 3);
            FixedDecimal.Write(writer, TwinNames.Traffic, lap.TrafficSeconds, 3);
            FixedDecimal.Write(writer, TwinNames.Track, lap.TrackSeconds, 3);
            FixedDecimal.Write(writer, TwinNames.Other, Other(lap, car.CleanAirPaceSeconds), 3);
            EstimateJson.Write(writer, TwinNames.TireWear, i < car.Tyres.WearAhead.Length ? car.Tyres.WearAhead[i] : null, 4, min: 0, max: 1);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static double? Other(NextLapBelief lap, Estimate? reference) => reference is { } clean
        ? lap.MedianSeconds - clean.Mean - (lap.FuelSeconds ?? 0) - (lap.TyreSeconds ?? 0) - (lap.TrafficSeconds ?? 0) - (lap.TrackSeconds ?? 0)
        : null;
}
