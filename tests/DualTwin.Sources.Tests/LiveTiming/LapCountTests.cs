using DualTwin.Telemetry.History;

namespace DualTwin.Sources.Tests.LiveTiming;

public sealed class LapCountTests
{
    [Fact]
    public void Lap_TimeAndCountTogether_IsOneRecord()
    {
        var feed = Feed.OfRace();
        feed.Line("""{"NumberOfLaps":1}""", 150);
        feed.Line("""{"NumberOfLaps":2,"LastLapTime":{"Value":"1:46.315"}}""", 106);

        Assert.Equal([null, 106.315], Times(feed));
    }

    [Fact]
    public void Lap_TimeAfterCount_BelongsToThatLap()
    {
        var feed = Feed.OfRace();
        feed.Line("""{"NumberOfLaps":1}""", 150);
        feed.Line("""{"NumberOfLaps":2}""", 106);
        feed.Line("""{"LastLapTime":{"Value":"1:46.315"}}""", 0.1);
        feed.Line("""{"NumberOfLaps":3,"LastLapTime":{"Value":"1:47.000"}}""", 107);

        Assert.Equal([null, 106.315, 107.0], Times(feed));
    }

    [Fact]
    public void Lap_TimeBeforeCount_IsHeldForItsOwnLap()
    {
        var feed = Feed.OfRace();
        feed.Line("""{"NumberOfLaps":1}""", 150);
        feed.Line("""{"NumberOfLaps":2,"LastLapTime":{"Value":"1:46.315"}}""", 106);
        feed.Line("""{"LastLapTime":{"Value":"1:47.306"}}""", 107);

        Assert.Equal(106.315, feed.Car.Timing.LastLapTime!.Value.TotalSeconds);

        feed.Line("""{"NumberOfLaps":3}""", 4.1);

        Assert.Equal([null, 106.315, 107.306], Times(feed));
    }

    [Fact]
    public void Lap_CountThatNeverComes_IsConcludedFromTheTime()
    {
        var feed = Feed.OfRace();
        feed.Line("""{"NumberOfLaps":1}""", 150);
        feed.Line("""{"NumberOfLaps":2,"LastLapTime":{"Value":"1:46.000"}}""", 106);
        feed.Line("""{"LastLapTime":{"Value":"1:47.000"}}""", 107);
        feed.Line("""{"GapToLeader":"+1.000"}""", 11);

        Assert.Equal(3, feed.Car.Timing.LapsCompleted);
        Assert.Equal([null, 106.0, 107.0], Times(feed));
    }

    [Fact]
    public void Lap_SameTimeAsTheOneBefore_IsNotSentAgainButKnown()
    {
        var feed = Feed.OfRace();
        feed.Line("""{"NumberOfLaps":1}""", 150);
        feed.Line("""{"NumberOfLaps":2,"LastLapTime":{"Value":"1:46.000"},"Sectors":{"0":{"Value":"36.000"},"1":{"Value":"40.000"},"2":{"Value":"30.000"}}}""", 106);
        feed.Line("""{"Sectors":{"0":{"Value":"36.500"},"1":{"Value":""},"2":{"Value":""}}}""", 36);
        feed.Line("""{"Sectors":{"1":{"Value":"39.500"}}}""", 40);
        feed.Line("""{"NumberOfLaps":3,"Sectors":{"2":{"Value":"30.000"}}}""", 30);

        Assert.Equal([null, 106.0, 106.0], Times(feed));
    }

    [Fact]
    public void Lap_WithoutATime_HasNone()
    {
        var feed = Feed.OfRace();
        feed.Line("""{"NumberOfLaps":1}""", 150);
        feed.Line("""{"NumberOfLaps":2,"LastLapTime":{"Value":"1:46.000"},"Sectors":{"0":{"Value":"36.000"},"1":{"Value":"40.000"},"2":{"Value":"30.000"}}}""", 106);
        feed.Line("""{"Sectors":{"0":{"Value":"36.500"},"1":{"Value":""},"2":{"Value":""}}}""", 36);
        feed.Line("""{"NumberOfLaps":3}""", 90);

        Assert.Equal([null, 106.0, null], Times(feed));
    }

    [Theory]
    [InlineData("LapCount")]
    [InlineData("SessionStatus")]
    [InlineData("SessionInfo")]
    [InlineData("none")]
    public void Visit_InTheOpeningLapWithATopicMissing_IsInLap1(string missing)
    {
        var feed = new Feed();
        void Say(string topic, string json) => Assert.True(topic == missing || feed.Say(topic, json) is not null);
        Say("SessionInfo", """{"Type":"Race","Name":"Race","Key":1}""");
        Say("SessionStatus", """{"Status":"Inactive"}""");
        Say("LapCount", """{"CurrentLap":1,"TotalLaps":51}""");
        Say("SessionStatus", """{"Status":"Started"}""");
        feed.Line("""{"InPit":false}""");
        feed.Line("""{"InPit":true}""", 80);
        feed.Line("""{"InPit":false}""", 25);

        Assert.Equal((1, 1), (Assert.Single(feed.Car.PitVisits).Lap, feed.Car.PitVisits[0].ExitLap));
    }

    [Fact]
    public void Visit_OfARaceJoinedWithoutItsStart_HasNoLapUntilOneIsCounted()
    {
        var feed = new Feed();
        feed.Say("SessionInfo", """{"Type":"Race","Name":"Race","Key":1}""");
        feed.Say("SessionStatus", """{"Status":"Started"}""");
        feed.Line("""{"InPit":false}""");
        feed.Line("""{"InPit":true}""", 80);

        Assert.Null(Assert.Single(feed.Car.PitVisits).Lap);
    }

    [Fact]
    public void Qualifying_CountsTheLapTheCarIsOn()
    {
        var feed = Feed.OfQualifying();
        feed.Line("""{"InPit":true}""");
        feed.Line("""{"InPit":false,"PitOut":true,"NumberOfLaps":1}""", 300);
        feed.Line("""{"PitOut":false}""", 30);

        Assert.Equal(0, feed.Car.Timing.LapsCompleted);

        feed.Line("""{"NumberOfLaps":2}""", 60);
        feed.Line("""{"NumberOfLaps":3,"LastLapTime":{"Value":"1:20.272"},"BestLapTime":{"Value":"1:20.272","Lap":2}}""", 80);

        Assert.Equal([null, 80.272], Times(feed));
        Assert.Equal(feed.Car.Timing.BestLap, feed.Car.Laps[^1].Lap);
    }

    [Fact]
    public void Qualifying_LapThatEndsInThePits_IsOverWhenItsTimeComes()
    {
        var feed = Feed.OfQualifying();
        feed.Line("""{"InPit":true}""");
        feed.Line("""{"InPit":false,"PitOut":true,"NumberOfLaps":1}""", 300);
        feed.Line("""{"PitOut":false}""", 30);
        feed.Line("""{"NumberOfLaps":2}""", 60);
        feed.Line("""{"InPit":true,"NumberOfPitStops":1}""", 87);
        feed.Line("""{"LastLapTime":{"Value":"1:30.954"}}""", 4);

        Assert.Equal([null, 90.954], Times(feed));

        feed.Line("""{"InPit":false,"PitOut":true,"NumberOfLaps":3}""", 900);

        Assert.Equal(2, feed.Car.Timing.LapsCompleted);
        Assert.Equal([null, 90.954], Times(feed));
    }

    [Fact]
    public void Qualifying_LapThatEndsInThePitsUntimed_IsOverAtThePitExit()
    {
        var feed = Feed.OfQualifying();
        feed.Line("""{"InPit":true}""");
        feed.Line("""{"InPit":false,"PitOut":true,"NumberOfLaps":1}""", 300);
        feed.Line("""{"PitOut":false}""", 30);
        feed.Line("""{"NumberOfLaps":2,"Sectors":{"0":{"Value":"30.000"},"1":{"Value":"30.000"},"2":{"Value":"20.272"}}}""", 60);
        feed.Line("""{"NumberOfLaps":3,"LastLapTime":{"Value":"1:20.272"}}""", 80);
        feed.Line("""{"InPit":true}""", 200);
        feed.Line("""{"InPit":false}""", 800);
        feed.Line("""{"PitOut":true,"NumberOfLaps":4}""", 0.1);

        // The sectors still on display add up to the lap before: that lap's time is not this one's.
        Assert.Equal([null, 80.272, null], Times(feed));
        Assert.Equal(4, Assert.Single(feed.Car.PitVisits).ExitLap);
    }

    [Theory]
    [InlineData("CAR 44 (HAM) TIME 1:20.456 DELETED - TRACK LIMITS AT TURN 11", 2)]
    [InlineData("CAR 44 (HAM) TIME 1:20.5 DELETED - TRACK LIMITS AT TURN 11", 2)]
    [InlineData("CAR 44 (HAM) LAP DELETED - TRACK LIMITS AT TURN 11 LAP 3 12:52:34", 3)]
    [InlineData("CAR 44 (HAM) TIME 1:20.456 DELETED - TRACK LIMITS AT TURN 4 LAP 2 12:35:26", 2)]
    public void Deletion_ByTimeOrLap_MarksThatLapOnly(string message, int lap)
    {
        var feed = Feed.OfRace();
        feed.Line("""{"NumberOfLaps":1}""", 150);
        feed.Line("""{"NumberOfLaps":2,"LastLapTime":{"Value":"1:20.456"}}""", 80);
        feed.Line("""{"NumberOfLaps":3,"LastLapTime":{"Value":"1:21.000"}}""", 81);
        feed.Say("RaceControlMessages", $$"""{"Messages":[{"Utc":"2025-05-03T15:10:00","Category":"Other","Message":"{{message}}"}]}""");

        Assert.Equal([lap], feed.Car.Laps.Where(l => l.Valid == false).Select(l => l.Lap));
        Assert.Equal("44", feed.State.Messages.Single().CarId);
        Assert.Single(feed.State.Events, e => e.Type == EventTypes.LapDeleted);
    }

    private static IEnumerable<double?> Times(Feed feed) => feed.Car.Laps.Select(l => l.LapTime?.TotalSeconds);
}
