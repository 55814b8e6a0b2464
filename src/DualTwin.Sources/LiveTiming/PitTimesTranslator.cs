using System.Text.Json;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.LiveTiming;

/// <summary>Translates PitLaneTimeCollection and PitStopSeries: how long cars were in the pit lane, and how long they stood.</summary>
internal sealed class PitTimesTranslator(FeedReader reader, CarBook cars)
{
    public void TranslateLane(JsonElement data, FrameDraft draft)
    {
        foreach (var (car, visit) in Lines(data))
        {
            Add(draft, car, Duration(visit, "Duration"u8), stationary: null);
        }
    }

    public void TranslateSeries(JsonElement data, FrameDraft draft)
    {
        foreach (var (car, visits) in Lines(data))
        {
            var list = new FeedList(visits);
            JsonElement? newest = null;
            while (list.MoveNext())
            {
                newest = list.Element;
            }

            if (newest is { ValueKind: JsonValueKind.Object } visit && visit.TryGetProperty("PitStop"u8, out var stop) && reader.IsObject(stop))
            {
                Add(draft, car, Duration(stop, "PitLaneTime"u8), Duration(stop, "PitStopTime"u8));
            }
        }
    }

    private static void Add(FrameDraft draft, CarMemory car, TimeSpan? lane, TimeSpan? stationary)
    {
        if (lane is not null || stationary is not null)
        {
            draft.Cars.Add(new CarUpdate { CarId = car.CarId, PitLaneTime = lane, StationaryTime = stationary });
        }
    }

    private List<(CarMemory Car, JsonElement Value)> Lines(JsonElement data)
    {
        var lines = new List<(CarMemory, JsonElement)>();
        if (data.TryGetProperty("PitTimes"u8, out var times) && reader.IsObject(times))
        {
            foreach (var line in times.EnumerateObject())
            {
                if (cars.Of(line) is { } car && reader.IsList(line.Value))
                {
                    lines.Add((car, line.Value));
                }
            }
        }

        return lines;
    }

    private TimeSpan? Duration(JsonElement visit, ReadOnlySpan<byte> name)
    {
        if (reader.Text(visit, name) is not { } text)
        {
            return null;
        }

        if (FeedValues.TryDuration(text, out var time))
        {
            return time;
        }

        reader.Bad();
        return null;
    }
}
