using DualTwin.Sources.LiveTiming;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.LiveTiming;

public sealed class SessionTopicTests
{
    [Theory]
    [InlineData("Race", "Race", SessionType.Race, SessionKind.Race)]
    [InlineData("Race", "Sprint", SessionType.Sprint, SessionKind.Sprint)]
    [InlineData("Qualifying", "Qualifying", SessionType.Qualifying, SessionKind.Qualifying)]
    [InlineData("Qualifying", "Sprint Qualifying", SessionType.Qualifying, SessionKind.SprintQualifying)]
    [InlineData("Qualifying", "Sprint Shootout", SessionType.Qualifying, SessionKind.SprintQualifying)]
    [InlineData("Practice", "Practice 2", SessionType.Practice, SessionKind.Practice2)]
    public void SessionInfo_TypeAndName_GiveTypeAndKind(string type, string name, SessionType expected, SessionKind kind)
    {
        var feed = new Feed();
        feed.Say("SessionInfo", $$"""{"Type":"{{type}}","Name":"{{name}}"}""");

        Assert.Equal(expected, feed.State.Session.Type);
        Assert.Equal(kind, feed.State.Session.Kind);
    }

    [Fact]
    public void SessionInfo_Missing_TypeIsConcludedFromWhatOnlyThatTypeHas()
    {
        var race = new Feed();
        race.Say("LapCount", """{"CurrentLap":1,"TotalLaps":51}""");
        Assert.Equal((SessionType.Race, (SessionKind?)null), (race.State.Session.Type, race.State.Session.Kind));

        race.Say("SessionInfo", """{"Type":"Race","Name":"Sprint"}""");
        race.Say("LapCount", """{"CurrentLap":2}""");
        Assert.Equal(SessionType.Sprint, race.State.Session.Type);

        var qualifying = new Feed();
        qualifying.Say("TimingData", """{"SessionPart":1,"Lines":{}}""");
        Assert.Equal(SessionType.Qualifying, qualifying.State.Session.Type);
    }

    [Fact]
    public void SessionInfo_Whole_IsRead()
    {
        var feed = new Feed();
        feed.Say("SessionInfo", """{"Meeting":{"Name":"Azerbaijan Grand Prix","Circuit":{"ShortName":"Baku"}},"Key":5090,"Type":"Race","Name":"Race","StartDate":"2018-04-29T16:10:00","GmtOffset":"04:00:00","Path":"2018/a/b/"}""");

        var session = feed.State.Session;
        Assert.Equal("5090", session.SessionId);
        Assert.Equal("Azerbaijan Grand Prix", session.MeetingName);
        Assert.Equal("Baku", session.CircuitName);
        Assert.Equal(new DateTimeOffset(2018, 4, 29, 12, 10, 0, TimeSpan.Zero), session.ScheduledStart);
    }

    [Fact]
    public void LapCount_BeforeTheStart_IsLapZero()
    {
        var feed = new Feed();
        feed.Say("SessionInfo", """{"Type":"Race","Name":"Race"}""");
        feed.Say("SessionStatus", """{"Status":"Inactive"}""");
        feed.Say("LapCount", """{"CurrentLap":1,"TotalLaps":19}""");

        Assert.Equal(0, feed.State.Session.LeaderLap);

        feed.Say("LapCount", """{"TotalLaps":18}""");
        feed.Say("SessionStatus", """{"Status":"Started"}""");

        Assert.Equal(1, feed.State.Session.LeaderLap);
        Assert.Equal(18, feed.State.Session.TotalLaps);
    }

    [Fact]
    public void SessionStatus_RedFlagAndRestart_SuspendsAndGoesOn()
    {
        var feed = Feed.OfQualifying();
        SessionPhase? Say(string status)
        {
            feed.Say("SessionStatus", $$"""{"Status":"{{status}}"}""");
            return feed.State.Session.Phase;
        }

        Assert.Equal(SessionPhase.Suspended, Say("Aborted"));
        Assert.Equal(SessionPhase.Suspended, Say("Inactive"));
        Assert.Equal(SessionPhase.Running, Say("Started"));
        Assert.Equal(SessionPhase.Finished, Say("Finished"));
        Assert.Equal(SessionPhase.Finished, Say("Finalised"));
        Assert.Equal(SessionPhase.Ended, Say("Ends"));
        Assert.Equal(SessionPhase.Ended, Say("Exploded"));
        Assert.Equal(1, feed.Refused(FeedRefusal.UnknownValue));
    }

    [Fact]
    public void TrackStatus_Codes_AreMapped()
    {
        var feed = Feed.OfRace();
        TrackStatus? Say(string code)
        {
            feed.Say("TrackStatus", $$"""{"Status":"{{code}}","Message":"x"}""");
            return feed.State.Track.Status;
        }

        Assert.Equal(TrackStatus.Green, Say("1"));
        Assert.Equal(TrackStatus.Yellow, Say("2"));
        Assert.Equal(TrackStatus.SafetyCar, Say("4"));
        Assert.Equal(TrackStatus.Red, Say("5"));
        Assert.Equal(TrackStatus.VirtualSafetyCar, Say("6"));
        Assert.Equal(TrackStatus.VirtualSafetyCar, Say("7"));
        Assert.Equal(TrackStatus.VirtualSafetyCar, Say("9"));
        Assert.Equal(1, feed.Refused(FeedRefusal.UnknownValue));
    }

    [Theory]
    [InlineData("0", WeatherCondition.Sunny)]
    [InlineData("1", WeatherCondition.Rain)]
    public void WeatherData_Rainfall_IsTheWeather(string rainfall, WeatherCondition weather)
    {
        var feed = Feed.OfRace();
        feed.Say("WeatherData", $$"""{"AirTemp":"22.1","Humidity":"50.8","Rainfall":"{{rainfall}}","TrackTemp":"33.7","WindSpeed":"0.8"}""");

        Assert.Equal(weather, feed.State.Track.Weather);
        Assert.Equal(33.7, feed.State.Track.TrackTemperatureCelsius);
        Assert.Equal(22.1, feed.State.Track.AirTemperatureCelsius);
    }

    [Fact]
    public void WeatherData_ImpossibleTemperature_IsCountedAndTheRestUsed()
    {
        var feed = Feed.OfRace();
        feed.Say("WeatherData", """{"AirTemp":"22.1","TrackTemp":"3370"}""");

        Assert.Null(feed.State.Track.TrackTemperatureCelsius);
        Assert.Equal(22.1, feed.State.Track.AirTemperatureCelsius);
        Assert.Equal(1, feed.Refused(FeedRefusal.BadValue));
    }

    [Fact]
    public void ExtrapolatedClock_Remaining_IsRead()
    {
        var feed = Feed.OfRace();
        feed.Say("ExtrapolatedClock", """{"Utc":"2025-05-03T16:00:00.123Z","Remaining":"01:59:59","Extrapolating":true}""");
        Assert.Equal(new TimeSpan(1, 59, 59), feed.State.Session.Remaining);

        feed.Say("ExtrapolatedClock", """{"Remaining":"00:00:00"}""");
        Assert.Equal(TimeSpan.Zero, feed.State.Session.Remaining);
    }

    [Theory]
    [InlineData("SessionData", """{"Series":{"2":{"Utc":"2019-09-07T13:28:00Z","QualifyingPart":2}}}""")]
    [InlineData("TimingData", """{"SessionPart":2,"Lines":{}}""")]
    public void QualifyingPart_FromEitherTopic_IsRead(string topic, string json)
    {
        var feed = Feed.OfQualifying();
        feed.Say(topic, json);

        Assert.Equal(2, feed.State.Session.QualifyingPart);
    }

    [Fact]
    public void DriverList_NamesInParts_ArePutTogether()
    {
        var feed = Feed.OfRace();
        feed.Say("DriverList", """{"44":{"RacingNumber":"44","FullName":"Lewis HAMILTON","Tla":"HAM","TeamName":"Mercedes","TeamColour":"00d2be","FirstName":"Lewis"},"_kf":true}""");
        Assert.Equal("Lewis HAMILTON", feed.Car.Identity.Driver);

        feed.Say("DriverList", """{"44":{"LastName":"Hamilton"}}""");
        Assert.Equal("Lewis Hamilton", feed.Car.Identity.Driver);
        Assert.Equal(("HAM", "Mercedes", "00D2BE", 44), (feed.Car.Identity.DriverCode, feed.Car.Identity.Team, feed.Car.Identity.TeamColour, feed.Car.Identity.RaceNumber));
        Assert.Null(feed.Say("DriverList", """{"44":{"Line":3}}"""));
    }

    [Fact]
    public void RaceControl_SnapshotAgain_RepeatsNoMessage()
    {
        var feed = Feed.OfRace();
        feed.Say("RaceControlMessages", """{"Messages":[{"Utc":"2025-05-03T15:30:00","Lap":1,"Category":"Flag","Flag":"GREEN","Message":"GREEN LIGHT"}]}""");
        feed.Say("RaceControlMessages", """{"Messages":{"1":{"Utc":"2025-05-03T15:31:00","Category":"SafetyCar","Message":"SAFETY CAR DEPLOYED"}}}""");
        feed.Say("RaceControlMessages", """{"Messages":[{"Message":"GREEN LIGHT"},{"Message":"SAFETY CAR DEPLOYED"},{"Message":"NEW","RacingNumber":"44"}]}""");

        Assert.Equal(["GREEN LIGHT", "SAFETY CAR DEPLOYED", "NEW"], feed.State.Messages.Select(m => m.Text));
        Assert.Equal(new DateTimeOffset(2025, 5, 3, 15, 30, 0, TimeSpan.Zero), feed.State.Messages[0].At);
        Assert.Equal("44", feed.State.Messages[2].CarId);
    }

    [Fact]
    public void TimingStats_BestLap_IsUsedUntilTimingDataTellsOne()
    {
        var feed = Feed.OfRace();
        feed.Line("""{"Position":"1"}""");
        feed.Say("TimingStats", """{"Lines":{"44":{"PersonalBestLapTime":{"Value":"1:20.500","Lap":4,"Position":1}}}}""");
        Assert.Equal(80.5, feed.Car.Timing.BestLapTime!.Value.TotalSeconds);

        feed.Line("""{"BestLapTime":{"Value":"1:20.100","Lap":7}}""");
        Assert.Null(feed.Say("TimingStats", """{"Lines":{"44":{"PersonalBestLapTime":{"Value":"","_deleted":["Position"]}}}}"""));
        Assert.Equal(7, feed.Car.Timing.BestLap);
    }

    [Fact]
    public void Topics_UnknownKnownAndDamaged_AreToldApart()
    {
        var feed = Feed.OfRace();
        Assert.Null(feed.Say("Spaceship", "{}"));
        Assert.Null(feed.Say("TeamRadio", "{}"));
        Assert.Null(feed.Say("TimingData", """{"Lines":{"44":{"Pos"""));
        Assert.Null(feed.Say("TimingData", "[1,2]"));
        Assert.Null(feed.Say("TrackStatus", "{\"Status\":\"\\ud800\"}"));

        Assert.Equal(1, feed.Refused(FeedRefusal.UnknownTopic));
        Assert.Equal(1, feed.Refused(FeedRefusal.NotJson));
        Assert.Equal(1, feed.Refused(FeedRefusal.WrongType));
        Assert.Equal(1, feed.Refused(FeedRefusal.BadValue));
    }
}
