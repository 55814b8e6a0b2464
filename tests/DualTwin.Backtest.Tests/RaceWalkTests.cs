using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Predictions;
using DualTwin.Backtest.Walk;
using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Sampling;
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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Run_RaceCutShort_PredictsTheSame(ulong seed)
    {
        var random = new SeededRandom(seed);
        var circuit = CircuitCatalogue.All[random.NextIndex(CircuitCatalogue.All.Count)];
        var field = StartingField.Draw(circuit, CircuitCatalogue.Figures.Field, [.. Enumerable.Range(1, 20).Select(i => $"{i}")], circuit.RaceLaps, seed);
        var race = SampledRaces.Record(SampledRace.Run(field.Parameters, field.Condition, seed));

        AssertTheSameWhenCut(race with { Facts = new RaceFacts(circuit.RaceLaps, 0, "all"), Season = 2024 }, random);
    }

    [Fact]
    public void Run_RecordedRacesCutShort_PredictTheSame()
    {
        var races = RaceArchive.Load(TestData.Races()).Races;
        var random = new SeededRandom(7);
        for (var i = 0; i < races.Count; i += 25)
        {
            AssertTheSameWhenCut(races[i], random);
        }
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

    // What happened after the cut is taken from the record: whatever was predicted before it must stay as it was.
    private static void AssertTheSameWhenCut(RecordedRace race, SeededRandom random)
    {
        var whole = RacePredictions.Make(race, new SessionPipelineOptions(), CircuitCatalogue.Figures.Field);
        var crossings = race.Cars.SelectMany(c => c.Laps).Select(l => l.EndSeconds).OfType<double>().Order().ToArray();
        for (var cut = 0; cut < 3; cut++)
        {
            var last = crossings[random.NextIndex(crossings.Length)];
            var known = RacePredictions.Make(Cut(race, last), new SessionPipelineOptions(), CircuitCatalogue.Figures.Field);

            Assert.Equal(whole.Laps.Take(known.Laps.Count), known.Laps);
            Assert.Equal(whole.Ahead.Take(known.Ahead.Count), known.Ahead);
            Assert.Equal(whole.Undercuts.Take(known.Undercuts.Count), known.Undercuts);
        }
    }

    private static RecordedRace Cut(RecordedRace race, double last) => race with
    {
        Cars = [.. race.Cars.Select(c => c with { Laps = [.. c.Laps.Where(l => l.EndSeconds <= last)], Retired = false, Finish = null })],
        Stops = [],
        Facts = race.Facts! with { WetLapPercent = 0, Stratum = "cut" },
        Weather = [.. race.Weather.Where(w => w.Seconds < last)],
        Messages = [.. race.Messages.Where(m => m.Lap <= race.Cars.SelectMany(c => c.Laps).Where(l => l.EndSeconds <= last).Max(l => l.Lap))],
    };

    private static List<WalkedLap> Walk(RecordedRace race)
    {
        var walked = new List<WalkedLap>();
        RaceWalk.Run(race, new SessionPipelineOptions(), walked.Add);
        return walked;
    }
}
