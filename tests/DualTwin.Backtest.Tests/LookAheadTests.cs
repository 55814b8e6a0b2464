using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Predictions;
using DualTwin.Backtest.Walk;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Sampling;
using DualTwin.Session;

namespace DualTwin.Backtest.Tests;

/// <summary>
/// Nothing is known before it happens: a race of which all after a random moment is taken away predicts up to then, to the last digit, what
/// the whole race predicts. Compared are the predictions that are scored and all that is believed of every car: coming laps, stops, tyres, fuel.
/// </summary>
public sealed class LookAheadTests(ITestOutputHelper output)
{
    private const int RacesPerSeed = 2;
    private const int CutsPerRace = 2;

    // At every crossing all that is believed of the car that crosses is compared, at every so many all of every car: writing it down takes most of the time.
    private const int CrossingsPerField = 8;

    private static readonly JsonSerializerOptions Digits = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };
    private static readonly Lazy<IReadOnlyList<RecordedRace>> Recorded = new(() => RaceArchive.Load(TestData.Races()).Races);

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public void Make_RecordedRaceCutShort_PredictsTheSame(ulong seed)
    {
        TestData.Races();
        var random = new SeededRandom(seed);
        for (var i = 0; i < RacesPerSeed; i++)
        {
            AssertTheSameWhenCut(Recorded.Value[random.NextIndex(Recorded.Value.Count)], random, seed);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Make_SampledRaceCutShort_PredictsTheSame(ulong seed)
    {
        var random = new SeededRandom(seed);
        var circuit = CircuitCatalogue.All[random.NextIndex(CircuitCatalogue.All.Count)];
        var field = StartingField.Draw(circuit, CircuitCatalogue.Figures.Field, [.. Enumerable.Range(1, 20).Select(i => $"{i}")], circuit.RaceLaps, seed);
        var race = SampledRaces.Record(SampledRace.Run(field.Parameters, field.Condition, seed));

        AssertTheSameWhenCut(race with { Facts = new RaceFacts(circuit.RaceLaps, 0, "all"), Season = 2024 }, random, seed);
    }

    [Fact]
    public void Frames_GameRaceCutShort_MeasuredFuelAndWearTellTheSame()
    {
        var frames = DecodedGameRace.Load(TestData.GameRace()).Frames().ToList();
        var random = new SeededRandom(21);
        var whole = Told(frames);
        for (var cut = 0; cut < 10; cut++)
        {
            var known = 1 + random.NextIndex(frames.Count - 1);

            Assert.Equal(whole.Take(known), Told(frames.Take(known)));
        }
    }

    [Fact]
    public void Walk_OneLapTimeChanged_IsSeenFromItsCrossingOn()
    {
        var race = SmallRace.Of(8, SmallRace.Car("A", 0, SmallRace.Laps(8, 90)), SmallRace.Car("B", 2, SmallRace.Laps(8, 90)));
        var slower = SmallRace.Laps(8, 90);
        slower[5] += 0.001;
        var other = race with { Cars = [race.Cars[0], SmallRace.Car("B", 2, slower)] };

        var (before, after) = (Believed(race), Believed(other));

        // Two crossings a lap: the twelfth is the changed one.
        Assert.Equal(before[..11].Select(b => b.Digest), after[..11].Select(b => b.Digest));
        Assert.All(before[11..].Zip(after[11..]), pair => Assert.NotEqual(pair.First.Digest, pair.Second.Digest));
    }

    private void AssertTheSameWhenCut(RecordedRace race, SeededRandom random, ulong seed)
    {
        var whole = RacePredictions.Make(race, new SessionPipelineOptions(), CircuitCatalogue.Figures.Field);
        var believed = Believed(race);
        var crossings = race.Cars.SelectMany(c => c.Laps).Select(l => l.EndSeconds).OfType<double>().Order().ToArray();
        for (var cut = 0; cut < CutsPerRace; cut++)
        {
            // A moment between two crossings as well as any other: nearly all cars are then somewhere in a lap.
            var moment = crossings[0] + (random.NextDouble() * (crossings[^1] - crossings[0]));
            output.WriteLine($"seed {seed}: {race.Event} {race.Season}, cut at {moment:0.000} s of {crossings[^1]:0.000} s");
            var rest = Cut(race, moment);
            var known = RacePredictions.Make(rest, new SessionPipelineOptions(), CircuitCatalogue.Figures.Field);

            Assert.InRange(known.Laps.Count, 1, whole.Laps.Count);
            Assert.Equal(whole.Laps.Take(known.Laps.Count), known.Laps);
            Assert.Equal(whole.Ahead.Take(known.Ahead.Count), known.Ahead);
            Assert.Equal(whole.Undercuts.Take(known.Undercuts.Count), known.Undercuts);
            Assert.Equal(believed.Take(known.Laps.Count), Believed(rest));
        }
    }

    // All that is known only later is taken from the record.
    private static RecordedRace Cut(RecordedRace race, double moment)
    {
        var cars = race.Cars.Select(c => c with { Laps = [.. c.Laps.Where(l => l.EndSeconds <= moment)], Retired = false, Finish = null }).ToArray();
        var completed = cars.SelectMany(c => c.Laps).Max(l => l.Lap);
        return race with
        {
            Cars = cars,
            Stops = [],
            Facts = race.Facts! with { WetLapPercent = 0, Stratum = "cut" },
            Weather = [.. race.Weather.Where(w => w.Seconds < moment)],
            Messages = [.. race.Messages.Where(m => m.Lap <= completed)],
        };
    }

    private static List<(string Car, int Lap, string Digest)> Believed(RecordedRace race)
    {
        var believed = new List<(string, int, string)>();
        RaceWalk.Run(race, new SessionPipelineOptions(), walked =>
        {
            var (driver, belief) = (walked.Car.Driver, walked.View.Belief);
            var shown = believed.Count % CrossingsPerField == 0 ? belief : belief with { Cars = [belief.Cars.Single(c => c.CarId == driver)] };
            believed.Add((driver, walked.Lap.Lap, Digest(shown)));
        });
        return believed;
    }

    private static List<string> Told(IEnumerable<Telemetry.Frames.Frame> frames)
    {
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        return [.. frames.Select(frame => Digest(pipeline.Apply(frame).Belief))];
    }

    private static string Digest(RaceBelief belief) =>
        Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(belief with { Circuit = CircuitCatalogue.All[0] }, Digits)));
}
