using CsCheck;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.Schema;
using static DualTwin.Session.Tests.Races;

namespace DualTwin.Session.Tests;

public sealed class FlashbackTests
{
    private static readonly ViewDocument[] Documents = [ViewDocument.Telemetry, ViewDocument.CarTwin, ViewDocument.FieldTwin];

    [Fact]
    public void Apply_SourceGoesBackByLessThanTwoMinutes_IsAsIfTheLostHadNeverBeen() => Gen.Int[1, 60].Sample(target =>
    {
        var race = Ticked();
        var after = Ticked(Slower(), race.Count).Skip(target + 1).ToList();
        var back = Fold(race.Take(Math.Min(race.Count, target + 4)));
        back.Apply(after[0] with { RewindToTick = race[target].Tick });
        foreach (var frame in after.Skip(1))
        {
            back.Apply(frame);
        }

        AssertSame(Fold([.. race.Take(target + 1), .. after]).Current, back.Current);
    });

    [Fact]
    public void Apply_SourceGoesBack_TellsItOnceAndKeepsIdsRising()
    {
        var race = Ticked();
        var pipeline = Fold(race.Take(60));
        var before = pipeline.Current.State.Events;
        var view = pipeline.Apply(race[20] with { Tick = 1000, RewindToTick = race[19].Tick });

        var told = Assert.Single(view.State.Events, e => e.Type == EventTypes.Flashback);
        Assert.True(told.Id > before[^1].Id);
        Assert.Equal(Fold(race.Take(20)).Current.State.Events.Count + 1, view.State.Events.FindIndex(e => e.Id == told.Id) + 1);
    }

    [Fact]
    public void Apply_SourceGoesBackToBeforeItWasJoined_BeginsAnew()
    {
        var race = Ticked();
        var pipeline = Fold(race.Skip(30).Take(20));

        Assert.Empty(pipeline.Apply(race[5] with { Tick = 5, RewindToTick = 4 }).State.Cars[0].Stints);
    }

    private static void AssertSame(View expected, View actual)
    {
        foreach (var document in Documents)
        {
            Assert.Equal(expected.Document(document, SchemaVersion.Version110)!.Value.ToArray(), actual.Document(document, SchemaVersion.Version110)!.Value.ToArray());
        }

        Assert.Equal(expected.State.Cars.Select(c => c.Laps.ToArray()), actual.State.Cars.Select(c => c.Laps.ToArray()));
        Assert.Equal(expected.State.Cars.Select(c => c.PitVisits.ToArray()), actual.State.Cars.Select(c => c.PitVisits.ToArray()));
    }

    private static IEnumerable<Frame> Slower() => Run(25, 50, "44", "16", "1").Select(f => f with
    {
        Cars = [.. f.Cars.Select(c => c with { LastLapTime = c.LastLapTime + TimeSpan.FromSeconds(0.4) })],
    });

    private static List<Frame> Ticked(IEnumerable<Frame>? frames = null, int first = 0) =>
        [.. (frames ?? Run(25, 50, "44", "16", "1")).Select((frame, i) => frame with { Tick = first + i })];
}
