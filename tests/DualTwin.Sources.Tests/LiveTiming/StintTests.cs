using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.LiveTiming;

public sealed class StintTests
{
    [Fact]
    public void Stop_NewEntryAfterTheVisit_IsANewStint()
    {
        var feed = AfterLaps(20);
        feed.Stints("""[{"Compound":"SUPERSOFT","New":"false","TyresNotChanged":"0","TotalLaps":25,"StartLaps":5}]""");
        Visit(feed, 21);
        feed.Stints("""{"1":{"Compound":"SOFT","New":"true","TyresNotChanged":"0","TotalLaps":0,"StartLaps":0}}""");

        Assert.Equal(["SUPERSOFT", "SOFT"], feed.Car.Stints.Select(s => s.CompoundName));
        Assert.Equal([21, null], feed.Car.Stints.Select(s => s.EndLap));
        Assert.Equal([5, 0], feed.Car.Stints.Select(s => s.AgeAtStart));
        Assert.Equal(1, feed.Car.StopCount);
    }

    [Fact]
    public void Stop_SetWrittenOverTheEntryOfTheWayToTheGrid_IsANewStint()
    {
        var feed = new Feed();
        feed.Say("SessionInfo", """{"Type":"Race","Name":"Sprint","Key":1}""");
        feed.Say("SessionStatus", """{"Status":"Inactive"}""");
        feed.Say("LapCount", """{"CurrentLap":1,"TotalLaps":18}""");
        feed.Line("""{"InPit":true}""");
        feed.Line("""{"InPit":false}""");
        feed.Stints("""{"0":{"Compound":"WET","New":"true","TyresNotChanged":"0","TotalLaps":0,"StartLaps":0}}""");
        feed.Line("""{"InPit":true}""");
        feed.Say("SessionStatus", """{"Status":"Started"}""");
        feed.Line("""{"InPit":false}""");
        feed.Stints("""{"1":{"Compound":"INTERMEDIATE","New":"true","TyresNotChanged":"0","TotalLaps":0,"StartLaps":0}}""");
        feed.Line("""{"NumberOfLaps":10}""", 1500);
        Visit(feed, 11);
        feed.Stints("""{"1":{"Compound":"SOFT","TotalLaps":0}}""");
        feed.Stints("""{"1":{"New":"false","TotalLaps":3,"StartLaps":3}}""");
        feed.Stints("""{"0":{"TotalLaps":11}}""");

        Assert.Equal(["INTERMEDIATE", "SOFT"], feed.Car.Stints.Select(s => s.CompoundName));
        Assert.Equal([0, 3], feed.Car.Stints.Select(s => s.AgeAtStart));
        Assert.Equal([true, false], feed.Car.Stints.Select(s => s.New));
        Assert.Equal(11, Assert.Single(feed.Car.PitVisits).Lap);
        Assert.Equal(1, feed.Car.StopCount);
    }

    [Fact]
    public void Stop_EntryWithoutAVisitThenTheNextSetOverIt_IsOneStop()
    {
        var feed = AfterLaps(1);
        Visit(feed, 2);
        feed.Stints("""[{"Compound":"ULTRASOFT","New":"false","TyresNotChanged":"0","TotalLaps":4,"StartLaps":3},{"Compound":"SOFT","New":"true","TyresNotChanged":"0","TotalLaps":0,"StartLaps":0}]""");
        feed.Stints("""{"2":{"Compound":"SOFT","New":"true","TyresNotChanged":"1","TotalLaps":1,"StartLaps":0}}""");

        Assert.Equal(["ULTRASOFT", "SOFT"], feed.Car.Stints.Select(s => s.CompoundName));

        feed.Line("""{"NumberOfLaps":39}""", 4000);
        Visit(feed, 40);
        feed.Stints("""{"2":{"Compound":"ULTRASOFT","TyresNotChanged":"0","TotalLaps":0}}""");

        Assert.Equal(["ULTRASOFT", "SOFT", "ULTRASOFT"], feed.Car.Stints.Select(s => s.CompoundName));
        Assert.Equal([2, 40, null], feed.Car.Stints.Select(s => s.EndLap));
        Assert.Equal(2, feed.Car.StopCount);
    }

    [Fact]
    public void Visit_ThatChangedNoTyres_IsNoStop()
    {
        var feed = AfterLaps(20);
        feed.Stints("""[{"Compound":"ULTRASOFT","New":"true","TyresNotChanged":"0","TotalLaps":20,"StartLaps":0}]""");
        Visit(feed, 21);
        feed.Stints("""{"1":{"Compound":"ULTRASOFT","New":"false","TyresNotChanged":"1","TotalLaps":21,"StartLaps":21}}""");

        Assert.Single(feed.Car.Stints);
        Assert.False(Assert.Single(feed.Car.PitVisits).TyresChanged);
        Assert.Equal(0, feed.Car.StopCount);
    }

    [Fact]
    public void Visit_CompoundNotYetLookedAt_IsNeitherStopNorNone()
    {
        var feed = AfterLaps(20);
        feed.Stints("""[{"Compound":"INTERMEDIATE","New":"true","TyresNotChanged":"0","TotalLaps":20,"StartLaps":0}]""");
        Visit(feed, 21);
        feed.Stints("""{"1":{"Compound":"UNKNOWN","New":"false","TyresNotChanged":"1","TotalLaps":0}}""");

        Assert.Null(Assert.Single(feed.Car.PitVisits).TyresChanged);

        feed.Stints("""{"1":{"Compound":"MEDIUM","TyresNotChanged":"0","TotalLaps":3,"StartLaps":3}}""", 5);

        Assert.True(Assert.Single(feed.Car.PitVisits).TyresChanged);
        Assert.Equal(["INTERMEDIATE", "MEDIUM"], feed.Car.Stints.Select(s => s.CompoundName));
    }

    [Fact]
    public void Visits_CorrectedMinutesLater_AreCorrectedInTheHistory()
    {
        var feed = AfterLaps(11);
        feed.Stints("""[{"Compound":"INTERMEDIATE","New":"true","TyresNotChanged":"0","TotalLaps":11,"StartLaps":0}]""");
        Visit(feed, 12);
        feed.Stints("""{"1":{"Compound":"MEDIUM","New":"false","TyresNotChanged":"0","TotalLaps":6,"StartLaps":6}}""");
        Visit(feed, 13);
        feed.Stints("""{"2":{"Compound":"UNKNOWN","New":"false","TyresNotChanged":"1","TotalLaps":0,"StartLaps":0}}""");
        feed.Stints("""{"2":{"Compound":"MEDIUM"}}""", 50);
        feed.Stints("""{"1":{"Compound":"INTERMEDIATE","TyresNotChanged":"1","TotalLaps":12,"StartLaps":11},"2":{"TyresNotChanged":"0","StartLaps":7}}""", 300);

        Assert.Equal([false, true], feed.Car.PitVisits.Select(v => v.TyresChanged));
        Assert.Equal(["INTERMEDIATE", "MEDIUM"], feed.Car.Stints.Select(s => s.CompoundName));
        Assert.Equal([13, null], feed.Car.Stints.Select(s => s.EndLap));
        Assert.Equal(7, feed.Car.Stints[^1].AgeAtStart);
    }

    [Fact]
    public void Visit_ThatEndsTheRace_IsNoStop()
    {
        var feed = AfterLaps(20);
        feed.Stints("""[{"Compound":"MEDIUM","New":"true","TyresNotChanged":"0","TotalLaps":20,"StartLaps":0}]""");
        feed.Line("""{"InPit":true,"NumberOfPitStops":1}""");
        feed.Line("""{"Retired":true,"Stopped":true}""", 120);

        Assert.Equal(0, feed.Car.StopCount);
        Assert.Equal(CarStatus.Retired, feed.Car.Status);
    }

    [Fact]
    public void Snapshot_OfARaceUnderWay_TellsAllStints()
    {
        var feed = AfterLaps(0);
        feed.Line("""{"NumberOfLaps":30,"NumberOfPitStops":2,"InPit":false}""", 3000);
        feed.Stints("""[{"Compound":"SOFT","TyresNotChanged":"0","StartLaps":0},{"Compound":"MEDIUM","TyresNotChanged":"0","StartLaps":0},{"Compound":"HARD","TyresNotChanged":"0","StartLaps":2}]""");

        Assert.Equal(["SOFT", "MEDIUM", "HARD"], feed.Car.Stints.Select(s => s.CompoundName));
        Assert.Equal([0, 1, 2], feed.Car.SourceStints.Select(s => s.Facts.Index));
    }

    [Fact]
    public void Qualifying_TyresChangedInTheGarage_AreStintsButNoStops()
    {
        var feed = Feed.OfQualifying();
        feed.Line("""{"InPit":true}""");
        feed.Line("""{"InPit":false,"PitOut":true,"NumberOfLaps":1}""", 300);
        feed.Stints("""{"0":{"Compound":"MEDIUM","New":"true","TyresNotChanged":"0","TotalLaps":0,"StartLaps":0}}""");
        feed.Line("""{"InPit":true}""", 300);
        feed.Line("""{"InPit":false,"PitOut":true,"NumberOfLaps":2}""", 300);
        feed.Stints("""{"1":{"Compound":"SOFT","New":"true","TyresNotChanged":"0","TotalLaps":0,"StartLaps":0}}""");

        Assert.Equal(["MEDIUM", "SOFT"], feed.Car.Stints.Select(s => s.CompoundName));
        Assert.Equal(0, feed.Car.StopCount);
        Assert.DoesNotContain(feed.State.Events, e => e.Type == "stop");
    }

    private static Feed AfterLaps(int laps)
    {
        var feed = Feed.OfRace();
        feed.Line("""{"InPit":false,"PitOut":false,"Stopped":false}""");
        if (laps > 0)
        {
            feed.Line($$"""{"NumberOfLaps":{{laps}}}""", 100 * laps);
        }

        return feed;
    }

    private static void Visit(Feed feed, int lap)
    {
        feed.Line("""{"InPit":true}""", 90);
        feed.Line($$"""{"NumberOfLaps":{{lap}}}""");
        feed.Line("""{"InPit":false,"PitOut":true}""", 20);
        feed.Line("""{"PitOut":false}""", 5);
    }
}
