using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using DualTwin.Sources.LiveTiming;
using DualTwin.Sources.Tests.Archive;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.State;

namespace DualTwin.Sources.Tests.LiveTiming;

public sealed class LiveTimingMergePropertyTests
{
    private static readonly Gen<JsonNode> GenGap = Gen.OneOf(
        Gen.Const("").Select(t => (JsonNode)t),
        Gen.Int[0, 99_999].Select(ms => (JsonNode)string.Create(CultureInfo.InvariantCulture, $"+{ms / 1000m:0.000}")),
        Gen.Int[1, 9].Select(n => (JsonNode)$"{n} L"),
        Gen.Int[1, 60].Select(n => (JsonNode)$"LAP {n}"));

    private static readonly Gen<JsonNode> GenTime = Gen.OneOf(
        Gen.Const("").Select(t => (JsonNode)t),
        Gen.Int[60_000, 200_000].Select(ms => (JsonNode)TimeSpan.FromMilliseconds(ms).ToString(@"m\:ss\.fff", CultureInfo.InvariantCulture)));

    private static readonly Gen<JsonNode> GenFlag = Gen.Bool.Select(b => (JsonNode)b);

    private static readonly Gen<(string Key, JsonNode Value)> GenMember = Gen.OneOf(
        GenGap.Select(v => ("GapToLeader", v)),
        GenGap.Select(v => ("IntervalToPositionAhead", (JsonNode)new JsonObject { ["Value"] = v.DeepClone() })),
        Gen.Int[1, 20].Select(v => ("Position", (JsonNode)v.ToString(CultureInfo.InvariantCulture))),
        GenTime.Select(v => ("BestLapTime", (JsonNode)new JsonObject { ["Value"] = v.DeepClone() })),
        Gen.Select(Gen.Int[0, 2], GenTime, GenFlag, GenFlag, (i, v, best, own) => ("Sectors", (JsonNode)new JsonObject
        {
            [i.ToString(CultureInfo.InvariantCulture)] = new JsonObject
            {
                ["Value"] = v.DeepClone(), ["OverallFastest"] = best.DeepClone(), ["PersonalFastest"] = own.DeepClone(),
            },
        })),
        GenFlag.Select(v => ("Stopped", v)),
        GenFlag.Select(v => ("InPit", v)));

    private static readonly Gen<JsonObject> GenDelta = Gen.Select(Gen.Int[1, 4], GenMember.Array[1, 4], (car, members) =>
    {
        var line = new JsonObject();
        foreach (var (key, value) in members)
        {
            line[key] = value.DeepClone();
        }

        return new JsonObject { ["Lines"] = new JsonObject { [car.ToString(CultureInfo.InvariantCulture)] = line } };
    });

    [Fact]
    public void Merge_Deltas_EqualTheSnapshotOfAll() => GenDelta.Array[1, 40].Sample(deltas =>
    {
        var tree = new JsonObject();
        var byDeltas = Feed.OfRace();
        foreach (var delta in deltas)
        {
            RawFeed.Merge(tree, delta.DeepClone().AsObject());
            byDeltas.Say("TimingData", delta.ToJsonString());
        }

        var bySnapshot = Feed.OfRace();
        bySnapshot.Say("TimingData", tree.ToJsonString());

        Assert.Equal(Summary(bySnapshot.State), Summary(byDeltas.State));
    });

    [Fact]
    public void Merge_AnyBytes_NeverThrows() => Gen.Select(Of([.. FeedTopics.Read]), Gen.Byte.Array[0, 60]).Sample((topic, bytes) =>
    {
        var counters = new SourceCounters();
        var merge = new LiveTimingMerge(new SourceIdentity("livetiming", "test", SourceMode.Live), counters);

        Assert.True(merge.Merge(topic, bytes, default) is not null || counters.Refused.Count > 0 || bytes.Length > 0);
    });

    [Fact]
    public void Merge_AnyTypesInAnyPlace_NeverThrows() =>
        Gen.Select(Of(Realistic), Gen.Int[0, 200], Of("7", "-1e300", "true", "null", "\"\"", "\"\\ud800\"", "[]", "[[{}]]", "{}", "\"x\""))
            .Sample((message, at, value) =>
            {
                var counters = new SourceCounters();
                var merge = new LiveTimingMerge(new SourceIdentity("livetiming", "test", SourceMode.Live), counters);
                var damaged = Replace(message.Json, at, value);

                merge.Merge(message.Topic, Encoding.UTF8.GetBytes(message.Json), default);
                merge.Merge(message.Topic, Encoding.UTF8.GetBytes(damaged), default);

                Assert.DoesNotContain(FeedRefusal.NotJson, counters.Refused.Keys);
            });

    private static readonly (string Topic, string Json)[] Realistic =
    [
        ("TimingData", """{"SessionPart":1,"Lines":{"44":{"GapToLeader":"+1.2","IntervalToPositionAhead":{"Value":"+0.2"},"Position":"2","NumberOfLaps":3,"NumberOfPitStops":1,"InPit":true,"Sectors":[{"Value":"30.1","OverallFastest":true}],"LastLapTime":{"Value":"1:40.1","PersonalFastest":true},"BestLapTime":{"Value":"1:40.1","Lap":3,"_deleted":["Lap"]},"_deleted":["X"]}}}"""),
        ("TimingAppData", """{"Lines":{"44":{"GridPos":"2","Stints":{"0":{"Compound":"SOFT","New":"true","TyresNotChanged":"0","TotalLaps":3,"StartLaps":0}}}}}"""),
        ("SessionInfo", """{"Meeting":{"Name":"M","Circuit":{"ShortName":"C"}},"Key":1,"Type":"Race","Name":"Race","StartDate":"2018-04-29T16:10:00","GmtOffset":"04:00:00","Path":"a/b"}"""),
        ("DriverList", """{"44":{"FirstName":"A","LastName":"B","Tla":"ABC","TeamName":"T","TeamColour":"FFF"}}"""),
        ("RaceControlMessages", """{"Messages":{"0":{"Utc":"2018-04-29T12:07:10","Lap":1,"Category":"Other","Flag":"RED","RacingNumber":"44","Message":"CAR 44 (HAM) TIME 1:20.4 DELETED LAP 2"}}}"""),
        ("WeatherData", """{"AirTemp":"20","Rainfall":"1","TrackTemp":"30","Humidity":"50","WindSpeed":"1"}"""),
        ("SessionData", """{"Series":[{"QualifyingPart":1}]}"""),
        ("LapCount", """{"CurrentLap":1,"TotalLaps":51}"""),
        ("ExtrapolatedClock", """{"Utc":"2018-04-29T12:07:10Z","Remaining":"01:00:00"}"""),
        ("TimingStats", """{"Lines":{"44":{"PersonalBestLapTime":{"Value":"1:20.1","Lap":2}}}}"""),
    ];

    private static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    // Replaces the n-th value of the message, counted through its tree.
    private static string Replace(string json, int at, string value)
    {
        var root = JsonNode.Parse(json)!.AsObject();
        var places = new List<JsonNode>();
        Collect(root, places);
        var place = places[at % places.Count];
        var mark = JsonValue.Create("@@");
        place.ReplaceWith(mark);
        return root.ToJsonString().Replace("\"@@\"", value, StringComparison.Ordinal);
    }

    private static void Collect(JsonNode node, List<JsonNode> places)
    {
        var children = node switch { JsonObject o => o.Select(m => m.Value), JsonArray a => a, _ => [] };
        foreach (var child in children.OfType<JsonNode>())
        {
            places.Add(child);
            Collect(child, places);
        }
    }

    // A colour is only on display with a time; a car whose best lap was cleared and never known again has none.
    private static string Summary(SessionState state) => string.Join('\n', state.Cars.OrderBy(c => c.CarId, StringComparer.Ordinal).Select(c =>
        $"{c.CarId} {c.Timing.Position} {c.Timing.GapToLeader} {c.Timing.Interval} {c.Timing.BestLapTime} {c.Timing.Sectors} {c.Timing.SectorPaces} {c.Condition.InPit} {c.Condition.Stopped}"));
}
