using DualTwin.Session;
using DualTwin.Sources.Replay;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.Archive;

/// <summary>The 2019 qualifying at Monza: three parts, two red flags, a deleted lap.</summary>
public sealed class MonzaQualifyingTests
{
    [Fact]
    public async Task Replay_Order_IsTheFeedsOwn()
    {
        var qualifying = await Replayed.Of(RealArchives.Monza);

        Assert.Equal(
            ["LEC", "HAM", "BOT", "VET", "RIC", "HUL", "SAI", "ALB", "STR", "RAI", "GIO", "MAG", "KVY", "NOR", "GAS", "GRO", "PER", "RUS", "KUB", "VER"],
            qualifying.Order);
        var best = qualifying.State.Cars.Where(c => c.Timing.Position <= 7).OrderBy(c => c.Timing.BestLapTime).Select(c => c.Identity.DriverCode);
        Assert.Equal(qualifying.Order.Take(7), best);
        Assert.Equal(79.307, qualifying.Car("LEC").Timing.BestLapTime!.Value.TotalSeconds);
    }

    [Fact]
    public async Task Replay_Parts_ComeOneAfterTheOther()
    {
        var qualifying = await Replayed.Of(RealArchives.Monza);
        var parts = qualifying.State.Events.Where(e => e.Type == EventTypes.QualifyingPart).Select(e => e.Data[0].Number);

        Assert.Equal([1.0, 2.0, 3.0], parts.Select(p => p!.Value));
        Assert.Equal(
            ["GAS", "GIO", "GRO", "KUB", "KVY", "MAG", "NOR", "PER", "RUS", "VER"],
            qualifying.State.Cars.Where(c => c.KnockedOut).Select(c => c.Identity.DriverCode!).Order());
        Assert.Equal(2, qualifying.State.Events.Count(e => e.Type == EventTypes.SessionSuspended));
        Assert.Equal(2, qualifying.State.Events.Count(e => e.Type == EventTypes.SessionResumed));
    }

    [Fact]
    public void Replay_CutOfEachPart_NamesThoseWhoAreKnockedOutThen()
    {
        // The last one of a part before the feed says who is out.
        var cuts = new Dictionary<int, string>();
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        using var reader = Recordings.Open(RealArchives.PathOf(RealArchives.Monza)).Open(new SourceCounters());
        while (reader.MoveNext())
        {
            var state = pipeline.Apply(reader.Current).State;
            if (QualifyingCut.Of(state) is { Out.Length: 5, CarId: { } last } cut)
            {
                var below = cut.Out.Select(car => $"{state.FindCar(car.CarId)!.Identity.DriverCode} {car.Behind?.TotalSeconds}");
                cuts[state.Session.QualifyingPart!.Value] = $"{cut.Places} through, {state.FindCar(last)!.Identity.DriverCode} {cut.LapTime!.Value.TotalSeconds}, out {string.Join(", ", below)}";
            }
        }

        Assert.Equal("15 through, KVY 80.723, out GRO 0.061, PER 0.568, RUS 1.077, KUB 1.633, VER ", cuts[1]);
        Assert.Equal("10 through, RAI 80.515, out GIO 0.002, MAG 0.1, KVY 0.115, NOR 0.553, GAS 0.61", cuts[2]);
    }

    [Fact]
    public async Task Replay_NothingOfARace_IsAssumed()
    {
        var qualifying = await Replayed.Of(RealArchives.Monza);

        Assert.Equal(SessionType.Qualifying, qualifying.State.Session.Type);
        Assert.Null(qualifying.State.Session.TotalLaps);
        Assert.All(qualifying.State.Cars, c => Assert.Equal((CarStatus.InPitLane, 0), (c.Status, c.StopCount)));
        Assert.DoesNotContain(qualifying.State.Events, e => e.Type is EventTypes.Retirement or EventTypes.Stop or EventTypes.Finished or EventTypes.PositionChange);
    }

    [Fact]
    public async Task Replay_BestLaps_StandInTheHistoryUnderTheirNumbers()
    {
        var qualifying = await Replayed.Of(RealArchives.Monza);

        foreach (var car in qualifying.State.Cars.Where(c => c.Timing.BestLapTime is not null))
        {
            Assert.Equal((car.CarId, car.Timing.BestLapTime), (car.CarId, car.Laps.Single(l => l.Lap == car.Timing.BestLap).LapTime));
        }
    }

    [Fact]
    public async Task Replay_DeletedLap_IsMarked()
    {
        var deleted = Assert.Single((await Replayed.Of(RealArchives.Monza)).Car("ALB").Laps, l => l.Valid == false);

        Assert.Equal(80.456, deleted.LapTime!.Value.TotalSeconds);
    }

    [Fact]
    public async Task Replay_Weather_IsRead()
    {
        var track = (await Replayed.Of(RealArchives.Monza)).State.Track;

        Assert.Equal((WeatherCondition.Sunny, false), (track.Weather!.Value, track.Raining!.Value));
        Assert.InRange(track.TrackTemperatureCelsius!.Value, 30, 45);
    }
}
