using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.Values;
using static DualTwin.Telemetry.Tests.Said;

namespace DualTwin.Telemetry.Tests;

public sealed class SessionMergerLapTests
{
    [Fact]
    public void Apply_LapCountRises_RecordsLapWithTimeAndSectors()
    {
        var sectors = new CarUpdate
        {
            CarId = "44",
            Sectors = new LapSectors(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(31), null),
        };
        var state = Folded(
            Race(50, "44"),
            At(60, sectors),
            At(91.5, Lap("44", 1, 91.5) with { Sectors = new LapSectors(null, null, TimeSpan.FromSeconds(30.5)), GapToLeader = Gap.Zero }));

        var lap = Assert.Single(state.FindCar("44")!.Laps);
        Assert.Equal(1, lap.Lap);
        Assert.Equal(TimeSpan.FromSeconds(91.5), lap.LapTime);
        Assert.Equal(TimeSpan.FromSeconds(91.5), lap.Sectors.Total);
        Assert.Equal(Gap.Zero, lap.GapToLeader);
        Assert.Equal(2, state.Session.LeaderLap);
    }

    [Fact]
    public void Apply_LapCountRisesWithoutLapTime_LapTimeIsUnknown()
    {
        var state = Folded(Race(50, "44"), At(95, Lap("44", 1)));

        Assert.Null(Assert.Single(state.FindCar("44")!.Laps).LapTime);
    }

    [Fact]
    public void Apply_StaleLapTimeAfterUntimedLap_IsNotTakenForTheNewLap()
    {
        var state = Folded(Race(50, "44"), At(90, Lap("44", 1, 90)), At(300, Lap("44", 2)));

        Assert.Equal([TimeSpan.FromSeconds(90), null], state.FindCar("44")!.Laps.Select(l => l.LapTime));
        Assert.Null(state.FindCar("44")!.Timing.LastLapTime);
    }

    [Fact]
    public void Apply_EqualLapTimeNotRepeated_IsToldFromTheSectors()
    {
        var thirds = new LapSectors(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30));
        var state = Folded(Race(50, "44"), At(90, Lap("44", 1, 90) with { Sectors = thirds }), At(180, Lap("44", 2) with { Sectors = thirds }));

        Assert.All(state.FindCar("44")!.Laps, l => Assert.Equal(TimeSpan.FromSeconds(90), l.LapTime));
    }

    [Fact]
    public void Apply_LapTimeArrivesAfterLapCount_AmendsTheLap()
    {
        var late = new CarUpdate { CarId = "44", LastLapTime = TimeSpan.FromSeconds(90.123) };
        var state = Folded(Race(50, "44"), At(90, Lap("44", 1)), At(91, late));

        Assert.Equal(TimeSpan.FromSeconds(90.123), Assert.Single(state.FindCar("44")!.Laps).LapTime);
    }

    [Fact]
    public void Apply_LapCountFalls_KeepsTheLaps()
    {
        var state = Folded(Race(50, "44"), At(90, Lap("44", 1, 90)), At(180, Lap("44", 2, 90.5)), At(181, Lap("44", 1, 90)));

        Assert.Equal(2, state.FindCar("44")!.Timing.LapsCompleted);
        Assert.Equal(2, state.FindCar("44")!.Laps.Count);
    }

    [Fact]
    public void Apply_SourceWithoutLapCounts_CountsChangedLapTimes()
    {
        Frame Snapshot(double at, int lap, double leader, double second) => At(
            at,
            new CarUpdate { CarId = "1", Position = 1, LastLapTime = TimeSpan.FromSeconds(leader) },
            new CarUpdate { CarId = "2", Position = 2, LastLapTime = TimeSpan.FromSeconds(second) }) with
        {
            LapTimesImplyLaps = true,
            Session = new SessionUpdate { Type = SessionType.Race, LeaderLap = lap },
        };

        var state = Folded(Snapshot(0, 10, 90.1, 90.2), Snapshot(3, 10, 90.1, 90.2), Snapshot(90, 11, 90.3, 90.2), Snapshot(93, 11, 90.3, 90.4));

        Assert.Equal(10, state.FindCar("1")!.Timing.LapsCompleted);
        Assert.Equal(10, state.FindCar("2")!.Timing.LapsCompleted);
        Assert.Equal([9, 10], state.FindCar("2")!.Laps.Select(l => l.Lap));
    }

    [Fact]
    public void Apply_StatusShownDuringLap_StaysOnTheLap()
    {
        var state = Folded(
            Race(50, "44"),
            Track(10, TrackStatus.Yellow),
            Track(20, TrackStatus.Green),
            At(90, Lap("44", 1, 90)),
            At(180, Lap("44", 2, 90)));

        Assert.Equal([TrackStatus.Yellow, TrackStatus.Green], state.FindCar("44")!.Laps.Select(l => l.TrackStatus));
    }

    [Fact]
    public void Apply_FasterLap_RaisesFastestLap()
    {
        var state = Folded(Race(50, "44", "16"), At(90, Lap("44", 1, 90)), At(90.5, Lap("16", 1, 90.5)), At(179, Lap("16", 2, 88.5)));

        Assert.Equal(["44", "16"], state.Events.Where(e => e.Type == EventTypes.FastestLap).Select(e => e.CarId));
        Assert.Equal(TimeSpan.FromSeconds(88.5), state.FastestLap!.Time);
    }
}
