using System.Text.Json;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.LiveTiming.Compressed;

/// <summary>Translates Position: where the cars are on the ground. Of a message's samples the newest is told.</summary>
internal sealed class PositionTranslator(FeedReader reader, CarBook cars)
{
    // The feed counts tenths of a metre from a point of its own on each circuit.
    private const double PerMetre = 10;
    private const double Furthest = 1_000_000;

    public void Translate(JsonElement data, FrameDraft draft)
    {
        if (CarDataTranslator.Newest(data, "Position"u8) is not { } sample
            || !sample.TryGetProperty("Entries"u8, out var lines) || !reader.IsObject(lines))
        {
            return;
        }

        draft.MeasuredAt = reader.Instant(sample, "Timestamp"u8) ?? draft.MeasuredAt;
        foreach (var line in lines.EnumerateObject())
        {
            // All zeros stand for a car that has no place, such as one that is not running.
            if (cars.Of(line) is { } car && reader.IsObject(line.Value)
                && reader.Number(line.Value, "X"u8, -Furthest, Furthest) is { } x
                && reader.Number(line.Value, "Y"u8, -Furthest, Furthest) is { } y
                && (x, y) is not (0, 0))
            {
                draft.Cars.Add(new CarUpdate { CarId = car.CarId, MapPosition = new MapPosition(x / PerMetre, y / PerMetre) });
            }
        }
    }
}
