using System.Text.Json;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.LiveTiming;

/// <summary>Translates TimingStats: a car's best lap, for cars of which TimingData itself has told none.</summary>
internal sealed class TimingStatsTranslator(FeedReader reader, CarBook cars)
{
    public void Translate(JsonElement data, FrameDraft draft)
    {
        if (!data.TryGetProperty("Lines"u8, out var lines) || !reader.IsObject(lines))
        {
            return;
        }

        foreach (var line in lines.EnumerateObject())
        {
            if (cars.Of(line) is not { TimingTellsBestLap: false } car
                || !reader.IsObject(line.Value)
                || !line.Value.TryGetProperty("PersonalBestLapTime"u8, out var best)
                || !reader.IsObject(best))
            {
                continue;
            }

            var value = TimedValue.Read(best, reader);
            if (value.Time is not null || value.Cleared)
            {
                var cleared = value.Cleared ? CarFields.BestLapTime : CarFields.None;
                draft.Cars.Add(new CarUpdate { CarId = car.CarId, BestLapTime = value.Time, BestLap = value.Lap, Cleared = cleared });
            }
        }
    }
}
