using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;
using static DualTwin.Telemetry.Tests.Said;

namespace DualTwin.Telemetry.Tests;

/// <summary>Who finishes and who is out where the source does not say so itself.</summary>
public sealed class SessionMergerFlagTests
{
    [Fact]
    public void Apply_RaceEndedByTheClock_FinishesAtTheLapReached()
    {
        var state = Folded(
            Race(61, "44", "16"),
            At(90, Lap("44", 1), Lap("16", 1)),
            Session(180, new SessionUpdate { Phase = SessionPhase.Finished }),
            At(181, Lap("44", 2, 91)),
            At(185, Lap("16", 2, 95)));

        Assert.All(state.Cars, c => Assert.Equal((CarStatus.Finished, 2), (c.Status, c.Timing.LapsCompleted)));
        Assert.Equal(2, state.Session.LeaderLap);
    }

    [Fact]
    public void Apply_RaceThatIsNotResumedAfterARedFlag_FinishesWhoStandsInTheLane()
    {
        var state = Folded(
            Race(61, "44", "16"),
            At(90, Lap("44", 1), Lap("16", 1)),
            Session(100, new SessionUpdate { Phase = SessionPhase.Suspended }),
            At(150, In("44", true), In("16", true)),
            Session(2000, new SessionUpdate { Phase = SessionPhase.Finished }),
            Session(2100, new SessionUpdate { Phase = SessionPhase.Ended }));

        Assert.All(state.Cars, c => Assert.Equal(CarStatus.Finished, c.Status));
    }

    [Fact]
    public void Apply_CarInItsGarageSinceEarlyOn_IsOutAtTheFlag()
    {
        var state = Folded(
            Race(5, "44", "16"),
            At(90, Lap("44", 1), Lap("16", 1)),
            At(100, In("16", true)),
            At(180, Lap("44", 2)),
            At(270, Lap("44", 3)),
            At(360, Lap("44", 4)),
            At(450, Lap("44", 5)),
            At(451, new CarUpdate { CarId = "16", GapToLeader = Gap.OfLaps(4) }),
            Session(500, new SessionUpdate { Phase = SessionPhase.Ended }));

        Assert.Equal((CarStatus.Retired, true), (state.FindCar("16")!.Status, state.FindCar("16")!.StatusInferred));
        Assert.Single(state.Events, e => e.Type == EventTypes.Retirement);
        Assert.Equal(CarStatus.Finished, state.FindCar("44")!.Status);
    }

    [Fact]
    public void Apply_CarThatNeverStarted_IsOutAtTheFlagAndNotAmongTheFinishers()
    {
        var state = Folded(
            Race(3, "44", "16"),
            At(1, Lap("16", 0)),
            At(90, Lap("44", 1)),
            At(180, Lap("44", 2)),
            At(270, Lap("44", 3)));

        Assert.Equal(CarStatus.Retired, state.FindCar("16")!.Status);
    }

    [Fact]
    public void Apply_SessionEndsAndNobodyToldLaps_LeavesTheStatusUnknown()
    {
        var state = Folded(
            Race(51),
            At(1, new CarUpdate { CarId = "44", Driver = "Lewis Hamilton" }),
            Session(500, new SessionUpdate { Phase = SessionPhase.Ended }));

        Assert.Null(state.FindCar("44")!.Status);
    }

    [Fact]
    public void Apply_TyresFittedToACarThatRetiresInTheLane_AreNoStop()
    {
        var state = Folded(
            Race(50, "44"),
            At(1, new CarUpdate { CarId = "44", Stints = [Stint(0, "SOFT")] }),
            At(90, Lap("44", 1)),
            At(100, In("44", true)),
            At(110, new CarUpdate { CarId = "44", Stints = [Stint(1, "HARD") with { TyresChanged = true }] }));
        Assert.Equal((1, 2), (state.FindCar("44")!.StopCount, state.FindCar("44")!.Stints.Count));

        state = Folded(state, At(300, new CarUpdate { CarId = "44", Retired = true }));

        var car = state.FindCar("44")!;
        Assert.Equal((0, 1, "SOFT"), (car.StopCount, car.Stints.Count, car.Tyres.CompoundName));
        Assert.Null(car.Stints[0].EndLap);
    }

    private static CarUpdate In(string carId, bool inPit) => new() { CarId = carId, InPit = inPit };

    private static StintUpdate Stint(int index, string compound) => new() { Index = index, CompoundName = compound, AgeAtStart = 0 };

    [Fact]
    public void Apply_FlagsThatChangeWithoutEnd_AreKeptUpToABoundAndCountedBeyondIt()
    {
        var state = Race(61, "44", "16");
        var known = state.Events.Count;
        const int Changes = SessionState.MostEvents + 100;

        for (var i = 0; i < Changes; i++)
        {
            state = Folded(state, Track(1 + (i * 0.001), i % 2 == 0 ? TrackStatus.Yellow : TrackStatus.Green));
        }

        Assert.Equal(SessionState.MostEvents, state.Events.Count);
        Assert.Equal(known + Changes - SessionState.MostEvents, state.RefusedEvents);
        Assert.Equal(TrackStatus.Green, state.Track.Status);
        Assert.Equal(2, Folded(state, At(100, Lap("44", 1)), At(190, Lap("44", 2))).FindCar("44")!.Timing.LapsCompleted);
    }
}
