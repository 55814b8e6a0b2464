using System.Globalization;
using System.Text.Json.Nodes;

namespace DualTwin.Sources.Tests.Archive;

/// <summary>
/// Reads TimingData by itself, the slow and plain way: every delta merged into one tree. What the source tells is held against it.
/// </summary>
internal sealed class RawFeed
{
    private readonly Dictionary<(string Car, int Lap), RawLap> _laps = [];

    public IReadOnlyDictionary<(string Car, int Lap), RawLap> Laps => _laps;

    public JsonObject Tree { get; } = [];

    public static RawFeed Read(string folder)
    {
        var feed = new RawFeed();
        var times = new List<(string Car, TimeSpan At, TimeSpan Time)>();
        foreach (var line in File.ReadLines(Path.Combine(folder, "TimingData.jsonStream")))
        {
            var text = line.TrimStart('\uFEFF');
            var at = TimeSpan.Parse(text[..12], CultureInfo.InvariantCulture);
            var delta = JsonNode.Parse(text[12..])!.AsObject();
            Merge(feed.Tree, delta);
            foreach (var (car, said) in delta["Lines"]?.AsObject() ?? [])
            {
                feed.Note(car, said!.AsObject(), at, times);
            }
        }

        feed.Assign(times);
        return feed;
    }

    public static void Merge(JsonObject target, JsonObject delta)
    {
        foreach (var (key, value) in delta)
        {
            if (key == "_deleted")
            {
                value!.AsArray().ToList().ForEach(name => target.Remove(name!.GetValue<string>()));
            }
            else if (value is JsonObject child && target[key] is JsonArray list)
            {
                target[key] = new JsonObject(list.Select((item, i) => KeyValuePair.Create(i.ToString(CultureInfo.InvariantCulture), item?.DeepClone())));
                Merge(target[key]!.AsObject(), child);
            }
            else if (value is JsonObject member && target[key] is JsonObject known)
            {
                Merge(known, member);
            }
            else
            {
                target[key] = value?.DeepClone();
            }
        }
    }

    private void Note(string car, JsonObject said, TimeSpan at, List<(string Car, TimeSpan At, TimeSpan Time)> times)
    {
        if (said["LastLapTime"]?["Value"]?.GetValue<string>() is { Length: > 0 } time)
        {
            times.Add((car, at, TimeSpan.ParseExact(time, @"m\:ss\.fff", CultureInfo.InvariantCulture)));
        }

        if (said["NumberOfLaps"]?.GetValue<int>() is { } lap)
        {
            var line = Tree["Lines"]![car]!;
            _laps[(car, lap)] = new RawLap(at, null, line["GapToLeader"]!.GetValue<string>(), line["Position"]!.GetValue<string>());
        }
    }

    // A lap time comes within seconds of the count of its lap, before or after it.
    private void Assign(List<(string Car, TimeSpan At, TimeSpan Time)> times)
    {
        foreach (var (car, at, time) in times)
        {
            var lap = _laps.Where(l => l.Key.Car == car).MinBy(l => (l.Value.At - at).Duration());
            Assert.Null(lap.Value.Time);
            _laps[lap.Key] = lap.Value with { Time = time };
        }
    }
}

/// <summary>A lap as the feed has it when it counts the lap.</summary>
internal sealed record RawLap(TimeSpan At, TimeSpan? Time, string Gap, string Position);
