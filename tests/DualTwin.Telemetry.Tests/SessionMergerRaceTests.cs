using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.Merge;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;
using static DualTwin.Telemetry.Tests.Said;

namespace DualTwin.Telemetry.Tests;

public sealed class SessionMergerRaceTests
{
    [Fact]
    public void Apply_LeaderCompletesTheDistance_ShowsTheFlagAndOthersFinishAtTheirNextCrossing()
    {
        var state = Folded(Race(2, "44", "16", "77"), At(90, Lap("44", 1), Lap("16", 1)), At(180, Lap("44", 2, 90)));
        Assert.True(state.FlagShown);
        Assert.Equal([CarStatus.Finished, CarStatus.OnTrack, CarStatus.OnTrack], state.Cars.Select(c => c.Status!.Value));

        state = Folded(state, At(182, Lap("16", 2, 92)), At(240, Lap("77", 1, 240)));

        Assert.All(state.Cars, c => Assert.Equal(CarStatus.Finished, c.Status));
        Assert.Single(state.Events, e => e.Type == EventTypes.ChequeredFlag);
        Assert.Equal(2, state.Session.LeaderLap);
    }

    [Fact]
    public void Apply_CarStandsStillWhileTheLeaderPassesTwice_IsConcludedRetiredUntilItMoves()
    {
        var state = Folded(
            Race(50, "44", "16"),
            At(50, new CarUpdate { CarId = "16", Stopped = true }),
            At(90, Lap("44", 1)));
        Assert.Equal(CarStatus.Stopped, state.FindCar("16")!.Status);

        state = Folded(state, At(180, Lap("44", 2, 90)));
        Assert.Equal((CarStatus.Retired, true), (state.FindCar("16")!.Status, state.FindCar("16")!.StatusInferred));

        state = Folded(state, At(200, new CarUpdate { CarId = "16", Stopped = false }));
        Assert.Equal((CarStatus.OnTrack, false), (state.FindCar("16")!.Status, state.FindCar("16")!.StatusInferred));
    }

    [Fact]
    public void Apply_BeforeTheStart_LapIsZeroAndThePitLaneIsNoVisit()
    {
        var state = Folded(
            Session(0, new SessionUpdate { Type = SessionType.Race, Phase = SessionPhase.NotStarted, LeaderLap = 1, TotalLaps = 50 }),
            At(1, new CarUpdate { CarId = "44", InPit = false }),
            At(2, new CarUpdate { CarId = "44", InPit = true }),
            At(3, new CarUpdate { CarId = "44", InPit = false }));
        Assert.Equal(0, state.Session.LeaderLap);
        Assert.Empty(state.FindCar("44")!.PitVisits);

        state = Folded(state, Session(4, new SessionUpdate { Phase = SessionPhase.Running }));
        Assert.Equal(1, state.Session.LeaderLap);
    }

    [Fact]
    public void Apply_SafetyCar_RaisesDeployedAndEndedInTheLeadersLap()
    {
        var state = Folded(
            Race(50, "44"),
            Track(10, TrackStatus.SafetyCar),
            At(90, Lap("44", 1)),
            Track(100, TrackStatus.Green));

        Assert.Equal(
            [(EventTypes.SafetyCarDeployed, 1), (EventTypes.SafetyCarEnded, 2)],
            state.Events.Where(e => e.Type.StartsWith("safety_car", StringComparison.Ordinal)).Select(e => (e.Type, e.Lap)));
    }

    [Fact]
    public void Apply_OtherSessionId_BeginsAnew()
    {
        var result = SessionMerger.Apply(Folded(Race(50, "44"), At(90, Lap("44", 1))), Session(0, new SessionUpdate { SessionId = "next" }));

        Assert.True(result.NewSession);
        Assert.Empty(result.State.Cars);
        Assert.Equal(1, result.State.Version);
    }

    [Fact]
    public void Apply_MessageFromThePast_LeavesTheSessionsTime()
    {
        var state = Folded(Race(50, "44"), At(100), At(90));

        Assert.Equal(TimeSpan.FromSeconds(100), state.SessionTime);
        Assert.Equal(Zero.AddSeconds(100), state.MeasuredAt);
    }

    [Fact]
    public void Apply_UntouchedCar_StaysTheSameObject()
    {
        var before = Race(50, "44", "16");
        var after = Folded(before, At(10, new CarUpdate { CarId = "44", SpeedKph = 300 }));

        Assert.Same(before.FindCar("16"), after.FindCar("16"));
        Assert.NotSame(before.FindCar("44"), after.FindCar("44"));
    }

    [Fact]
    public void Apply_QualifyingPartsEnd_KeepsCarsRunning()
    {
        var state = Folded(
            Session(0, new SessionUpdate { Type = SessionType.Qualifying, Phase = SessionPhase.Running, QualifyingPart = 1 }),
            At(90, Lap("44", 1, 80) with { InPit = false }),
            Session(100, new SessionUpdate { Phase = SessionPhase.Finished }),
            Session(200, new SessionUpdate { Phase = SessionPhase.Running, QualifyingPart = 2 }));

        Assert.False(state.FlagShown);
        Assert.Equal(CarStatus.OnTrack, state.FindCar("44")!.Status);
    }
}
