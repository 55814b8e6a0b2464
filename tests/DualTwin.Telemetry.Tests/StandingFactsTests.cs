using CsCheck;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;
using static DualTwin.Telemetry.Tests.Said;

namespace DualTwin.Telemetry.Tests;

public sealed class StandingFactsTests
{
    private static readonly SessionState Known = Folded(
        Race(57, "44"),
        At(10, new CarUpdate { CarId = "44", Driver = "Lewis Hamilton", LapsCompleted = 12, SpeedKph = 301, Compound = Compound.Soft }),
        Track(11, TrackStatus.Green));

    [Fact]
    public void UnknownIn_ValuesThatMove_AreLeftOut()
    {
        var late = At(5, new CarUpdate { CarId = "44", LapsCompleted = 11, SpeedKph = 120, Position = 4, Compound = Compound.Hard }) with
        {
            Track = new TrackUpdate { Status = TrackStatus.SafetyCar },
            Session = new SessionUpdate { SessionId = "race", LeaderLap = 11, Phase = SessionPhase.Suspended },
            Messages = [new RaceControlMessage("SAFETY CAR DEPLOYED", null, Zero)],
        };

        Assert.Null(StandingFacts.UnknownIn(Known, late));
    }

    [Fact]
    public void UnknownIn_NamesThatNobodyTold_AreKept()
    {
        var late = At(5, new CarUpdate { CarId = "44", Driver = "HAM", Team = "Ferrari" }, new CarUpdate { CarId = "16", Driver = "Charles Leclerc", Position = 2 }) with
        {
            Session = new SessionUpdate { CircuitName = "Baku", TotalLaps = 51 },
        };

        var after = Folded(Known, StandingFacts.UnknownIn(Known, late)!);

        Assert.Equal(("Lewis Hamilton", "Ferrari"), (after.FindCar("44")!.Identity.Driver, after.FindCar("44")!.Identity.Team));
        Assert.Equal(("Charles Leclerc", null), (after.FindCar("16")!.Identity.Driver, after.FindCar("16")!.Timing.Position));
        Assert.Equal(("Baku", 57), (after.Session.CircuitName, after.Session.TotalLaps));
    }

    [Fact]
    public void UnknownIn_AnotherSession_IsKeptWhole()
    {
        var late = Session(5, new SessionUpdate { SessionId = "another", LeaderLap = 3 });

        Assert.Same(late, StandingFacts.UnknownIn(Known, late));
    }

    [Fact]
    public void UnknownIn_AnyFrames_MovesNothingThatIsKnown() => Gen.Select(SessionMergerPropertyTests.Any.Array[1, 30], SessionMergerPropertyTests.Any).Sample((frames, late) =>
    {
        var before = Folded(frames);
        var after = StandingFacts.UnknownIn(before, late) is { } facts ? Folded(before, facts) : before;
        Assert.Equal((before.Track, before.Session.LeaderLap, before.Session.Phase), (after.Track, after.Session.LeaderLap, after.Session.Phase));
        Assert.All(before.Cars, car =>
        {
            var now = after.FindCar(car.CarId)!;
            Assert.Equal((car.Timing, car.Motion, car.PitVisits.Count), (now.Timing, now.Motion, now.PitVisits.Count));
        });
    });
}
