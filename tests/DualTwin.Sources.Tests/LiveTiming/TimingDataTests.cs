using DualTwin.Sources.LiveTiming;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.LiveTiming;

public sealed class TimingDataTests
{
    [Theory]
    [InlineData("+1.234", 1234)]
    [InlineData("+0.000", 0)]
    [InlineData("+83.576", 83_576)]
    [InlineData("+1:02.345", 62_345)]
    [InlineData("LAP 12", 0)]
    public void GapToLeader_Time_IsExactToTheMillisecond(string text, int milliseconds)
    {
        var update = Feed.OfRace().Line($$"""{"GapToLeader":"{{text}}"}""");

        Assert.Equal(Gap.Of(TimeSpan.FromMilliseconds(milliseconds)), update!.GapToLeader);
    }

    [Theory]
    [InlineData("1 L", 1)]
    [InlineData("5L", 5)]
    [InlineData("+1 LAP", 1)]
    [InlineData("+12 LAPS", 12)]
    public void GapToLeader_Laps_IsWholeLaps(string text, int laps)
    {
        var update = Feed.OfRace().Line($$"""{"GapToLeader":"{{text}}"}""");

        Assert.Equal(Gap.OfLaps(laps), update!.GapToLeader);
    }

    [Fact]
    public void GapToLeader_Empty_IsCleared()
    {
        var feed = Feed.OfRace();
        feed.Line("""{"GapToLeader":"+1.500","IntervalToPositionAhead":{"Value":"+0.500"}}""");
        feed.Line("""{"GapToLeader":"","IntervalToPositionAhead":{"Value":"","Catching":false}}""");

        Assert.Null(feed.Car.Timing.GapToLeader);
        Assert.Null(feed.Car.Timing.Interval);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("+1.2.3")]
    [InlineData("-1.000")]
    [InlineData("0 L")]
    [InlineData("99999 L")]
    [InlineData("LAP x")]
    public void GapToLeader_Nonsense_IsCountedAndTheRestUsed(string text)
    {
        var feed = Feed.OfRace();
        var update = feed.Line($$"""{"GapToLeader":"{{text}}","Position":"3"}""");

        Assert.Null(update!.GapToLeader);
        Assert.Equal(3, update.Position);
        Assert.Equal(1, feed.Refused(FeedRefusal.BadValue));
    }

    [Fact]
    public void Line_WrongTypes_AreCountedAndTheRestUsed()
    {
        var feed = Feed.OfRace();
        var update = feed.Line("""{"GapToLeader":7,"Sectors":"none","InPit":[],"LastLapTime":"1:40.000","Position":4}""");

        Assert.Equal(4, update!.Position);
        Assert.Equal(4, feed.Refused(FeedRefusal.WrongType));
    }

    [Fact]
    public void Segments_Noise_MakesNoFrame()
    {
        var feed = Feed.OfRace();
        feed.Line("""{"NumberOfLaps":0}""");

        Assert.Null(feed.Line("""{"Sectors":{"0":{"Segments":{"3":{"Status":2049}}}}}"""));
        Assert.Null(feed.Line("""{"Speeds":{"I1":{"Value":"199"}}}"""));
        Assert.Null(feed.Line("""{"_kf":true,"Status":80,"ShowPosition":true}"""));
    }

    [Fact]
    public void Deleted_BestLap_IsCleared()
    {
        var feed = Feed.OfQualifying();
        feed.Line("""{"BestLapTime":{"Value":"1:20.272","Lap":2}}""");
        feed.Line("""{"BestLapTime":{"_deleted":["Value","Lap"]}}""");

        Assert.Null(feed.Car.Timing.BestLapTime);
        Assert.Null(feed.Car.Timing.BestLap);
    }

    [Fact]
    public void Deleted_Gap_IsCleared()
    {
        var feed = Feed.OfRace();
        feed.Line("""{"GapToLeader":"+1.500"}""");
        var update = feed.Line("""{"_deleted":["GapToLeader"]}""");

        Assert.Equal(CarFields.GapToLeader, update!.Cleared);
        Assert.Null(feed.Car.Timing.GapToLeader);
    }

    [Fact]
    public void Sectors_ArrayThenIndexKeys_AreOneList()
    {
        var feed = Feed.OfRace();
        feed.Line("""{"Sectors":[{"Value":"37.100"},{"Value":"43.200","PersonalFastest":true},{"Value":""}]}""");
        feed.Line("""{"Sectors":{"2":{"Value":"25.300","OverallFastest":true},"_kf":true}}""");

        Assert.Equal(Milliseconds(37_100, 43_200, 25_300), feed.Car.Timing.Sectors);
        Assert.Equal(new SectorPaces(SectorPace.Slower, SectorPace.PersonalBest, SectorPace.SessionBest), feed.Car.Timing.SectorPaces);
    }

    [Fact]
    public void LapSectors_ThirdSectorAfterTheLap_StillInTheLapsRecord()
    {
        var feed = Feed.OfRace();
        feed.Line("""{"NumberOfLaps":1}""", 100);
        feed.Line("""{"Sectors":{"0":{"Value":"35.000"},"1":{"Value":"40.000"},"2":{"Value":""}}}""", 75);
        feed.Line("""{"NumberOfLaps":2,"LastLapTime":{"Value":"1:43.000"}}""", 28);
        feed.Line("""{"Sectors":{"2":{"Value":"28.000"}}}""", 0.05);

        Assert.Equal(Milliseconds(35_000, 40_000, 28_000), feed.Car.Laps[^1].Sectors);
    }

    [Fact]
    public void LapSectors_TakenOffTheDisplayBeforeTheLine_AreFoundWhereTheyAddUp()
    {
        var feed = Feed.OfRace();
        feed.Line("""{"NumberOfLaps":7,"LastLapTime":{"Value":"1:54.711"},"Sectors":{"2":{"Value":"26.689"}}}""", 700);
        feed.Line("""{"Sectors":{"0":{"Value":"40.556"},"1":{"Value":""},"2":{"Value":""}}}""", 40);
        feed.Line("""{"Sectors":{"1":{"Value":"46.294"}}}""", 46);
        feed.Line("""{"Sectors":{"0":{"Value":""},"1":{"Value":""}}}""", 20);
        feed.Line("""{"NumberOfLaps":8,"LastLapTime":{"Value":"1:53.215"},"Sectors":{"2":{"Value":"26.365"}}}""", 6);

        Assert.Equal(Milliseconds(40_556, 46_294, 26_365), feed.Car.Laps[^1].Sectors);
    }

    [Fact]
    public void Cars_BeyondAHundred_AreCountedAndLeftOut()
    {
        var feed = Feed.OfRace();
        var lines = string.Join(',', Enumerable.Range(1, 130).Select(n => $$$"""
            "{{{n}}}":{"Position":"{{{Math.Min(n, 100)}}}"}
            """));
        feed.Say("TimingData", "{\"Lines\":{" + lines + "}}");

        Assert.Equal(100, feed.State.Cars.Length);
        Assert.Equal(30, feed.Refused(FeedRefusal.TooManyCars));
    }

    [Fact]
    public void Lines_NamesThatAreNoNumbers_AreRefused()
    {
        var feed = Feed.OfRace();
        feed.Say("TimingData", """{"Lines":{"HAM":{"Position":"1"},"44":{"Position":"2"},"123456789":{"Position":"3"}}}""");

        Assert.Equal("44", Assert.Single(feed.State.Cars).CarId);
        Assert.Equal(2, feed.Refused(FeedRefusal.BadValue));
    }

    private static LapSectors Milliseconds(int first, int second, int third) => new(
        TimeSpan.FromMilliseconds(first), TimeSpan.FromMilliseconds(second), TimeSpan.FromMilliseconds(third));
}
