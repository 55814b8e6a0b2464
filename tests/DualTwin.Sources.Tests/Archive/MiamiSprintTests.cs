using DualTwin.Telemetry.History;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.Archive;

/// <summary>The 2025 Miami sprint: a red flag before the start, intermediates to slicks, a safety car to the end.</summary>
public sealed class MiamiSprintTests
{
    [Fact]
    public async Task Replay_Order_IsTheFeedsOwnAtTheEnd()
    {
        var sprint = await Replayed.Of(RealArchives.Miami);
        var raw = RawFeed.Read(RealArchives.PathOf(RealArchives.Miami));
        var order = raw.Tree["Lines"]!.AsObject().OrderBy(l => l.Value!["Line"]!.GetValue<int>()).Select(l => sprint.Code(l.Key));

        Assert.Equal(order, sprint.Order);
        Assert.Equal(["NOR", "PIA", "HAM"], sprint.Order.Take(3));
        Assert.Equal((SessionType.Sprint, 18, 18), (sprint.State.Session.Type, sprint.State.Session.LeaderLap, sprint.State.Session.TotalLaps));
        Assert.Equal(["ALO", "SAI", "LEC"], sprint.State.Cars.Where(c => c.Status == CarStatus.Retired).OrderBy(c => c.Timing.Position).Select(c => c.Identity.DriverCode));
    }

    [Fact]
    public async Task Replay_RedFlagBeforeTheStart_IsInLapZeroAndMakesNoVisits()
    {
        var sprint = await Replayed.Of(RealArchives.Miami);
        var events = sprint.State.Events;

        Assert.Equal(0, Assert.Single(events, e => e.Type == EventTypes.RedFlag).Lap);
        Assert.Equal(0, Assert.Single(events, e => e.Type == EventTypes.RedFlagEnded).Lap);
        Assert.True(events.First(e => e.Type == EventTypes.RedFlag).Id < Assert.Single(events, e => e.Type == EventTypes.SessionStarted).Id);
        Assert.All(sprint.State.Cars, c => Assert.DoesNotContain(c.PitVisits, v => v.Lap < 10));
        Assert.Equal([15], events.Where(e => e.Type == EventTypes.SafetyCarDeployed).Select(e => e.Lap));
        Assert.Equal([18], events.Where(e => e.Type == EventTypes.SafetyCarEnded).Select(e => e.Lap));
    }

    [Fact]
    public async Task Replay_EveryLap_EqualsTheFeedsOwn()
    {
        var sprint = await Replayed.Of(RealArchives.Miami);

        LapComparison.AssertEqual(RawFeed.Read(RealArchives.PathOf(RealArchives.Miami)), sprint.State);
    }

    [Theory]
    [InlineData("NOR", "14", "SOFT", 2)]
    [InlineData("PIA", "13", "MEDIUM", 3)]
    [InlineData("HAM", "11", "SOFT", 3)]
    [InlineData("VER", "12", "SOFT", 3)]
    [InlineData("OCO", "13", "MEDIUM", 3)]
    [InlineData("BOR", "12", "MEDIUM", 6)]
    [InlineData("TSU", "10", "MEDIUM", 5)]
    [InlineData("ANT", "(12) 13", "MEDIUM", 7)]
    [InlineData("SAI", "11 (12)", "MEDIUM", 6)]
    public async Task Replay_IntermediatesToSlicks_IsOneStop(string driver, string visits, string slick, int age)
    {
        var car = (await Replayed.Of(RealArchives.Miami)).Car(driver);
        var stop = Assert.Single(car.PitVisits, v => v.TyresChanged == true);

        Assert.Equal(visits, string.Join(' ', car.PitVisits.Select(v => v.TyresChanged == true ? $"{v.Lap}" : $"({v.Lap})")));
        Assert.Equal(["INTERMEDIATE", slick], car.Stints.Select(s => s.CompoundName));
        Assert.Equal([1, stop.Lap + 1], car.Stints.Select(s => s.StartLap));
        Assert.Equal([0, age], car.Stints.Select(s => s.AgeAtStart));
        Assert.Equal((Compound.Intermediate, 1), (stop.From!.Value, car.StopCount));
    }

    [Fact]
    public async Task Replay_DeletedLaps_AreMarked()
    {
        var sprint = await Replayed.Of(RealArchives.Miami);
        var deleted = sprint.State.Cars.SelectMany(c => c.Laps.Where(l => l.Valid == false).Select(l => (c.Identity.DriverCode, l.Lap)));

        Assert.Equal([("ANT", 13), ("DOO", 3), ("SAI", 7), ("TSU", 12)], deleted.Order().Select(d => (d.DriverCode!, d.Lap)));
    }
}
