using System.Text.Json;
using DualTwin.Sources.LiveTiming;
using DualTwin.Sources.Tests.Archive;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Merge;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.LiveTiming;

/// <summary>What a client of the live hub wrote down of the 2024 qualifying at Imola: the snapshot at its subscription, then deltas.</summary>
public sealed class HubRecordingTests
{
    [Fact]
    public void Merge_SnapshotThenDeltas_EndsAsTheFeedDoes()
    {
        var counters = new SourceCounters();
        var merge = new LiveTimingMerge(new SourceIdentity("livetiming", "imola", SourceMode.Live), counters);
        var state = SessionState.Empty;
        var lines = new System.Text.Json.Nodes.JsonObject();
        foreach (var (topic, data, at) in Messages())
        {
            if (topic == FeedTopics.TimingData)
            {
                RawFeed.Merge(lines, System.Text.Json.Nodes.JsonObject.Create(data)!);
            }

            if (merge.Merge(topic, data, new LiveTimingStamp(at, at, null)) is { } frame)
            {
                state = SessionMerger.Apply(state, frame).State;
            }
        }

        Assert.Empty(counters.Refused);
        Assert.Equal((SessionType.Qualifying, 3), (state.Session.Type, state.Session.QualifyingPart));
        Assert.Equal(20, state.Cars.Length);
        foreach (var (carId, line) in lines["Lines"]!.AsObject())
        {
            var car = state.FindCar(carId)!;
            Assert.Equal((carId, line!["Position"]!.GetValue<string>()), (carId, $"{car.Timing.Position}"));
            Assert.Equal((carId, line["InPit"]!.GetValue<bool>()), (carId, car.Condition.InPit));
            Assert.Equal((carId, line["KnockedOut"]!.GetValue<bool>()), (carId, car.KnockedOut));
            Assert.Equal(
                (carId, line["LastLapTime"]!["Value"]!.GetValue<string>()),
                (carId, car.Timing.LastLapTime?.ToString(@"m\:ss\.fff") ?? string.Empty));
        }
    }

    private static IEnumerable<(string Topic, JsonElement Data, DateTimeOffset At)> Messages()
    {
        var folder = RealArchives.Folder("signalr-recording");
        using var snapshot = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "2024_Imola_Qualifying.subscribe.json")));
        var start = new DateTimeOffset(2024, 5, 18, 13, 59, 0, TimeSpan.Zero);

        // Who drives and what session it is first: the order in a snapshot means nothing.
        foreach (var topic in FeedTopics.Read.Where(t => snapshot.RootElement.TryGetProperty(t, out _)))
        {
            yield return (topic, snapshot.RootElement.GetProperty(topic), start);
        }

        foreach (var line in File.ReadLines(Path.Combine(folder, "2024_Imola_Qualifying.live.txt")).Where(l => l.Contains("\"feed\"", StringComparison.Ordinal)))
        {
            using var message = JsonDocument.Parse(line);
            var arguments = message.RootElement.GetProperty("A");
            yield return (arguments[0].GetString()!, arguments[1], arguments[2].GetDateTimeOffset());
        }
    }
}
