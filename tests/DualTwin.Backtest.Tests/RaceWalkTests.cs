using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Predictions;
using DualTwin.Backtest.Walk;
using DualTwin.RaceModel.Circuits;
using DualTwin.Session;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.Values;

namespace DualTwin.Backtest.Tests;

public sealed class RaceWalkTests
{
    [Fact]
    public void Run_StopWithNewTyres_IsAStopOfTheSession()
    {
        var race = SmallRace.Of(8, SmallRace.Car("A", 0, SmallRace.Laps(8, 90), stops: [4]), SmallRace.Car("B", 2, SmallRace.Laps(8, 90)));

        var state = Walk(race).Last().View.State;

        var car = state.FindCar("A")!;
        Assert.Equal(1, car.StopCount);
        Assert.Equal(8, car.Laps.Count);
        Assert.True(car.Laps[3].PitIn);
        Assert.True(car.Laps[4].PitOut);
        Assert.Equal((Compound.Hard, 4), (car.Tyres.Compound, car.Tyres.Age));
        Assert.Equal(2, car.Stints.Count);
    }

    [Fact]
    public void Run_GapsOfCars_AreTimesBetweenCrossings()
    {
        var race = SmallRace.Of(3, SmallRace.Car("A", 0, [90, 90, 90]), SmallRace.Car("B", 2.5, [90, 90, 90]));

        var state = Walk(race).Last().View.State;

        Assert.Equal(TimeSpan.FromSeconds(2.5), state.FindCar("B")!.Laps[2].Interval);
        Assert.Equal(Gap.Of(TimeSpan.FromSeconds(2.5)), state.FindCar("B")!.Timing.GapToLeader);
    }

    [Fact]
    public void Run_SafetyCarInALap_IsSeenByEveryCarOnTheTrackThen()
    {
        string[] status = ["1", "1", "24", "4", "1"];
        var race = SmallRace.Of(5, SmallRace.Car("A", 0, SmallRace.Laps(5, 90), status: status), SmallRace.Car("B", 2, SmallRace.Laps(5, 90), status: status));

        var last = Walk(race).Last().View.State;

        foreach (var car in last.Cars)
        {
            TrackStatus?[] expected = [TrackStatus.Green, TrackStatus.Green, TrackStatus.SafetyCar, TrackStatus.SafetyCar];
            Assert.Equal(expected, car.Laps.Take(4).Select(l => l.TrackStatus));
        }

        Assert.Equal(1, last.Events.Count(e => e.Type == EventTypes.SafetyCarDeployed));
    }

    [Fact]
    public void Run_CarWithoutCrossings_IsToldStoppedWhenOthersHavePassedThrice()
    {
        var race = SmallRace.Of(8, SmallRace.Car("A", 0, SmallRace.Laps(8, 90)), SmallRace.Car("B", 2, SmallRace.Laps(3, 90)));

        var states = Walk(race).ToDictionary(w => (w.Car.Driver, w.Lap.Lap), w => w.View.State.FindCar("B")!.Status);

        Assert.Equal(CarStatus.OnTrack, states[("A", 5)]);
        Assert.Equal(CarStatus.Stopped, states[("A", 6)]);
    }

    [Fact]
    public void Make_RecordedRace_ForecastsTheFinishAtTheScoredLapsAlone()
    {
        var race = RaceArchive.Load(TestData.Races()).Races[0];

        var laps = RacePredictions.Make(race, new SessionPipelineOptions(), CircuitCatalogue.Figures.Field).Laps;

        int[] scored = [.. new[] { 0.25, 0.5, 0.75 }.Select(share => (int)Math.Round(share * race.Facts!.Distance, MidpointRounding.ToEven))];
        Assert.Equal(scored, laps.Where(p => p.FinishMean is not null).Select(p => p.Key.Lap).Distinct().Order());
        foreach (var prediction in laps.Where(p => p.FinishMean is not null))
        {
            Assert.InRange(prediction.FinishMean!.Value, 1, race.Cars.Count);
            Assert.InRange(prediction.Win!.Value, 0, prediction.Podium!.Value);
            Assert.InRange(prediction.Points!.Value, prediction.Podium!.Value, 1);
        }
    }

    private static List<WalkedLap> Walk(RecordedRace race)
    {
        var walked = new List<WalkedLap>();
        RaceWalk.Run(race, new SessionPipelineOptions(), walked.Add);
        return walked;
    }
}
