using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DualTwin.Session;
using DualTwin.Sources.Replay;
using DualTwin.Sources.Tests.Archive;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.LiveTiming.Hub;

/// <summary>The 2024 qualifying at Imola, replayed from what a client of the hub wrote, against its own raw messages.</summary>
public sealed class ImolaQualifyingTests
{
    [Fact]
    public void Replay_Order_IsThatOfTheFeedAndOfTheBestLapsOfEachPart()
    {
        var state = Replay(out var counters);
        var raw = Raw("TimingData");

        Assert.Empty(counters.Refused);
        foreach (var (carId, line) in raw["Lines"]!.AsObject())
        {
            var car = state.FindCar(carId)!;
            Assert.Equal((carId, line!["Position"]!.GetValue<string>()), (carId, $"{car.Timing.Position}"));
            Assert.Equal((carId, line["KnockedOut"]!.GetValue<bool>()), (carId, car.KnockedOut));
            Assert.Equal((carId, line["BestLapTime"]!["Value"]!.GetValue<string>()), (carId, car.Timing.BestLapTime?.ToString(@"m\:ss\.fff") ?? ""));
        }

        var lastPart = state.Cars.Where(c => !c.KnockedOut).OrderBy(c => c.Timing.Position).ToList();
        Assert.Equal(10, lastPart.Count);
        Assert.Equal(
            lastPart.Select(c => c.CarId),
            lastPart.OrderBy(c => raw["Lines"]![c.CarId]!["BestLapTimes"]!["2"]?["Value"]?.GetValue<string>() is { Length: > 0 } t ? t : "9").Select(c => c.CarId));
    }

    [Fact]
    public void Replay_Parts_ComeOneAfterTheOtherAndNothingOfARaceIsAssumed()
    {
        var state = Replay(out _);

        Assert.Equal([1.0, 2.0, 3.0], state.Events.Where(e => e.Type == EventTypes.QualifyingPart).Select(e => e.Data[0].Number!.Value));
        Assert.Equal((SessionType.Qualifying, SessionPhase.Finished), (state.Session.Type, state.Session.Phase));
        Assert.Equal(TimeSpan.Zero, state.Session.Remaining);
        Assert.All(state.Cars, c => Assert.Equal(0, c.StopCount));
        Assert.DoesNotContain(state.Events, e => e.Type is EventTypes.Stop or EventTypes.Finished or EventTypes.PositionChange);
    }

    [Fact]
    public void Replay_CutOff_AtTheEndOfEachPartIsTheLastTimeThatWentOn()
    {
        var ends = new Dictionary<int, SessionState>();
        var last = Replay(out _, state => ends[state.Session.QualifyingPart ?? 0] = state);

        foreach (var (part, places) in new[] { (1, 15), (2, 10) })
        {
            var cut = QualifyingCut.Of(ends[part])!;
            var wentOn = ends[part].Cars.Single(car => car.CarId == cut.CarId);

            // Who is below the line when a part ends is who was knocked out in it.
            Assert.Equal((part, places, places, cut.LapTime), (part, cut.Places, wentOn.Timing.Position, wentOn.Timing.BestLapTime));
            Assert.Equal(
                last.Cars.Where(car => car.Timing.Position > places && car.Timing.Position <= places + 5).Select(car => car.CarId).Order(StringComparer.Ordinal),
                cut.Out.Select(car => car.CarId).Order(StringComparer.Ordinal));
        }

        Assert.Null(QualifyingCut.Of(last));
    }

    [Fact]
    public void Replay_DeletedLaps_AreThoseThatRaceControlNames()
    {
        var state = Replay(out _);
        // Race control counts the lap that the car is on by then: one more than the lap's number.
        var named = state.Messages
            .Select(m => Regex.Match(m.Text, @"^CAR (?<car>\d+) .*DELETED.*LAP (?<lap>\d+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))
            .Where(m => m.Success)
            .Select(m => (m.Groups["car"].Value, int.Parse(m.Groups["lap"].Value) - 1))
            .Order()
            .ToList();

        Assert.NotEmpty(named);
        Assert.Equal(named, state.Cars.SelectMany(c => c.Laps.Where(l => l.Valid == false).Select(l => (c.CarId, l.Lap))).Order());
    }

    [Fact]
    public void Replay_Tyres_AreThoseOfTheFeedsLastStint()
    {
        var state = Replay(out _);

        foreach (var (carId, line) in Raw("TimingAppData")["Lines"]!.AsObject())
        {
            var last = line!["Stints"] is JsonObject stints && stints.Count > 0
                ? stints.Where(s => int.TryParse(s.Key, out _)).MaxBy(s => int.Parse(s.Key)).Value
                : (line["Stints"] as JsonArray)?.LastOrDefault();
            if (last?["Compound"]?.GetValue<string>() is { } compound and not "UNKNOWN")
            {
                Assert.Equal((carId, compound), (carId, state.FindCar(carId)!.Tyres.CompoundName));
            }
        }
    }

    private static string Snapshot => Path.Combine(RealArchives.Folder("signalr-recording"), "2024_Imola_Qualifying.subscribe.json");

    private static SessionState Replay(out SourceCounters counters, Action<SessionState>? see = null)
    {
        counters = new SourceCounters();
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        using var reader = Recordings.Open(Snapshot).Open(counters);
        while (reader.MoveNext())
        {
            var view = pipeline.Apply(reader.Current);
            see?.Invoke(view.State);
        }

        return pipeline.Current.State;
    }

    private static JsonObject Raw(string topic)
    {
        var tree = JsonNode.Parse(File.ReadAllText(Snapshot))![topic]!.AsObject();
        foreach (var line in File.ReadLines(Snapshot.Replace(".subscribe.json", ".live.txt", StringComparison.Ordinal)))
        {
            using var message = JsonDocument.Parse(line);
            var arguments = message.RootElement.GetProperty("A");
            if (arguments[0].GetString() == topic)
            {
                RawFeed.Merge(tree, JsonObject.Create(arguments[1].Clone())!);
            }
        }

        return tree;
    }
}
