using DualTwin.Telemetry.History;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.LiveTiming;

/// <summary>What happens in some races and not in the recorded ones: told as the feed tells it, by code.</summary>
public sealed class RaceIncidentTests
{
    private const string SoftStart = """[{"Compound":"SOFT","New":"true","TyresNotChanged":"0","TotalLaps":0,"StartLaps":0}]""";
    private const string Hard = """{"1":{"Compound":"HARD","New":"true","TyresNotChanged":"0","TotalLaps":0,"StartLaps":0}}""";

    [Fact]
    public void RedFlag_TyresChangedInTheLane_BeginAStintAndAreNoStopThatCostTime()
    {
        var feed = Running(2);
        feed.Say("TrackStatus", """{"Status":"5","Message":"Red"}""");
        feed.Say("SessionStatus", """{"Status":"Aborted"}""");
        feed.Line("""{"InPit":true}""", 60);
        feed.Stints(Hard, 600);
        feed.Say("SessionStatus", """{"Status":"Inactive"}""");
        feed.Say("SessionStatus", """{"Status":"Started"}""", 600);
        feed.Say("TrackStatus", """{"Status":"1","Message":"AllClear"}""");
        feed.Line("""{"InPit":false}""");
        feed.Line("""{"NumberOfLaps":3}""", 100);

        var visit = Assert.Single(feed.Car.PitVisits);
        Assert.Equal((3, true, true), (visit.Lap, visit.UnderRedFlag, visit.TyresChanged));
        Assert.Equal(0, feed.Car.StopCount);
        Assert.Equal(["SOFT", "HARD"], feed.Car.Stints.Select(s => s.CompoundName));
        Assert.Equal((CarStatus.OnTrack, SessionPhase.Running), (feed.Car.Status, feed.State.Session.Phase));
        Assert.Equal(
            [EventTypes.SessionStarted, EventTypes.SessionSuspended, EventTypes.SessionResumed],
            feed.State.Events.Select(e => e.Type).Where(t => t.StartsWith("session_", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"1":{"Compound":"SOFT","TyresNotChanged":"1","TotalLaps":2,"StartLaps":2}}""")]
    public void DriveThrough_BeforeAStop_IsNone(string? said)
    {
        var feed = Running(2);
        feed.Line("""{"InPit":true}""", 80);
        feed.Line("""{"InPit":false,"NumberOfLaps":3}""", 15);
        if (said is not null)
        {
            feed.Stints(said);
        }

        feed.Line("""{"NumberOfLaps":4}""", 90);
        feed.Line("""{"InPit":true}""", 80);
        feed.Stints(said is null ? Hard : Hard.Replace("\"1\":{", "\"2\":{", StringComparison.Ordinal), 5);
        feed.Line("""{"InPit":false,"NumberOfLaps":5}""", 20);

        Assert.Equal([3, 5], feed.Car.PitVisits.Select(v => v.Lap));
        Assert.Equal([5], feed.Car.PitVisits.Where(v => v.TyresChanged == true).Select(v => v.Lap));
        Assert.Equal(1, feed.Car.StopCount);
        Assert.Equal([5, null], feed.Car.Stints.Select(s => s.EndLap));
    }

    [Fact]
    public void StartFromThePitLane_IsNoVisit()
    {
        var feed = new Feed();
        feed.Say("SessionInfo", """{"Type":"Race","Name":"Race","Key":1}""");
        feed.Say("SessionStatus", """{"Status":"Inactive"}""");
        feed.Say("LapCount", """{"CurrentLap":1,"TotalLaps":51}""");
        feed.Line("""{"InPit":false}""");
        feed.Line("""{"InPit":true}""", 100);
        feed.Say("SessionStatus", """{"Status":"Started"}""", 1000);
        feed.Line("""{"InPit":false}""", 20);
        feed.Line("""{"NumberOfLaps":1}""", 100);

        Assert.Empty(feed.Car.PitVisits);
        Assert.Equal([1], feed.Car.Laps.Select(l => l.Lap));
        Assert.False(feed.Car.Laps[0].PitOut);
    }

    [Fact]
    public void TimeLimit_EndsTheRaceBeforeItsDistance_FinishesEverybodyAtTheirNextLine()
    {
        var feed = Running(2);
        feed.Line("""{"Position":"1"}""");
        feed.Say("SessionStatus", """{"Status":"Finished"}""", 90);
        feed.Line("""{"NumberOfLaps":3}""", 0.2);
        feed.Say("SessionStatus", """{"Status":"Ends"}""", 300);

        Assert.Equal((CarStatus.Finished, 3), (feed.Car.Status, feed.Car.CurrentLap));
        Assert.Equal(3, feed.State.Session.LeaderLap);
    }

    private static Feed Running(int laps)
    {
        var feed = Feed.OfRace();
        feed.Line("""{"InPit":false,"Stopped":false,"Retired":false}""");
        feed.Stints(SoftStart);
        for (var lap = 1; lap <= laps; lap++)
        {
            feed.Line($$"""{"NumberOfLaps":{{lap}}}""", 100);
        }

        return feed;
    }
}
