using System.Collections.Immutable;
using System.Text.Json;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.LiveTiming;

/// <summary>Translates TimingAppData: grid positions and stints.</summary>
internal sealed class TimingAppTranslator(FeedReader reader, CarBook cars)
{
    private const int MostLaps = 999;

    public void Translate(JsonElement data, FrameDraft draft)
    {
        if (!data.TryGetProperty("Lines"u8, out var lines) || !reader.IsObject(lines))
        {
            return;
        }

        foreach (var line in lines.EnumerateObject())
        {
            if (cars.Of(line) is not { } car || !reader.IsObject(line.Value))
            {
                continue;
            }

            var grid = reader.Whole(line.Value, "GridPos"u8, 1, 100);
            var stints = ReadStints(car, line.Value);
            if (grid is not null || !stints.IsEmpty)
            {
                draft.Cars.Add(new CarUpdate { CarId = car.CarId, GridPosition = grid, Stints = stints });
            }
        }
    }

    private ImmutableArray<StintUpdate> ReadStints(CarMemory car, JsonElement line)
    {
        if (!line.TryGetProperty("Stints"u8, out var stints) || !reader.IsList(stints))
        {
            return [];
        }

        var updates = ImmutableArray.CreateBuilder<StintUpdate>();
        var last = LastIndex(stints);
        var list = new FeedList(stints);
        while (list.MoveNext())
        {
            if (reader.IsObject(list.Element)
                && car.Stints.Observe(list.Index, Read(list.Element), last - list.Index, car.Laps.Completed is null or 0) is { } update)
            {
                updates.Add(update);
            }
        }

        return updates.ToImmutable();
    }

    private static int LastIndex(JsonElement stints)
    {
        var last = -1;
        var list = new FeedList(stints);
        while (list.MoveNext())
        {
            last = Math.Max(last, list.Index);
        }

        return last;
    }

    private FeedStint Read(JsonElement stint) => new(
        reader.Text(stint, "Compound"u8)?.ToUpperInvariant(),
        stint.TryGetProperty("New"u8, out var isNew) ? reader.Flag(isNew) : null,
        stint.TryGetProperty("TyresNotChanged"u8, out var notChanged) ? reader.Flag(notChanged) : null,
        reader.Whole(stint, "TotalLaps"u8, 0, MostLaps),
        reader.Whole(stint, "StartLaps"u8, 0, MostLaps));
}
