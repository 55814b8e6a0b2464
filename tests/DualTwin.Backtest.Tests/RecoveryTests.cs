using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Walk;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Sampling;
using DualTwin.Session;

namespace DualTwin.Backtest.Tests;

/// <summary>
/// Whole races sampled with parameters that are known, and drawn from what the twins expect before a race: the walk through the live pipeline
/// must find them again within its 80 % intervals, four times in five: alone on the road, and in a field of twenty. The next lap is the trend's: the trees are of real races, whose cars
/// react to each other.
/// </summary>
public sealed class RecoveryTests(ITestOutputHelper output)
{
    private const int Races = 40;
    private const int Cars = 20;
    private const int LoneRaces = 400;

    // The twins' model has as much form as noise.
    private const double NoiseSeconds = 0.25;

    // s/lap, as in docs/models/twins.md; and a slope below which a factor on it would be without bounds.
    private const double SlopeBetweenCars = 0.025;
    private const double LeastSlope = 0.01;

    // s: how far a stint's offset lies from its compound's, by the same document.
    private const double OffsetSeconds = 0.5;

    // 90th percentile of the standard normal distribution.
    private const double Z90 = 1.2815515655446004;

    // Of the distance: the running sets have shown what they are.
    private const double Share = 0.75;

    private static readonly Lazy<Recovered> All = new(() => Recover(Races, Cars));
    private static readonly Lazy<Recovered> Alone = new(() => Recover(LoneRaces, 1));

    [Fact]
    public void Run_AloneOnTheRoad_AllLiesInItsIntervals()
    {
        AssertNominal(Alone.Value.Slopes, "slopes, alone");
        AssertNominal(Alone.Value.Paces, "paces, alone");
        AssertNominal(Alone.Value.Laps, "next laps, alone");
        AssertNominal(Alone.Value.Losses, "pit losses, alone");
    }

    [Fact]
    public void Run_ManySeeds_TyreSlopesLieInTheirIntervals() => AssertNominal(All.Value.Slopes, "slopes");

    [Fact]
    public void Run_ManySeeds_CleanAirPacesAreTooSlowByTheTrafficAlone()
    {
        // The filter knows traffic as noise, not as a loss: docs/models.md says how much that is.
        AssertNominal(All.Value.Paces, "paces", atLeast: 0.6);

        Assert.InRange(All.Value.Paces.Average(p => p.Told.Mean - p.Truth), 0, 0.9);
    }

    [Fact]
    public void Run_ManySeeds_NextLapsLieInTheirIntervals() => AssertNominal(All.Value.Laps, "next laps");

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(10)]
    public void Run_ManySeeds_LapsFurtherOnLieInTheirIntervals(int ahead) =>
        AssertNominal([.. All.Value.Further.Where(l => l.Ahead == ahead).Select(l => (l.Told, l.Truth, 0.0))], $"laps {ahead} ahead");

    [Fact]
    public void Run_ManySeeds_PitLossesAreTooLittleByTheTrafficAlone()
    {
        // A stop takes a car out of the traffic that its expected laps hold.
        AssertNominal(All.Value.Losses, "pit losses", atLeast: 0.45);

        Assert.InRange(All.Value.Losses.Average(l => l.Told.Mean - l.Truth), -0.7, 0);
    }

    [Fact]
    public void Run_ManySeeds_SlopesAreKnownBetterThanBeforeTheRace()
    {
        var told = All.Value.Slopes.Average(s => Math.Abs(s.Told.Mean - s.Truth));
        var before = All.Value.Slopes.Average(s => Math.Abs(s.Prior - s.Truth));

        Assert.True(told < 0.97 * before, $"{told:0.0000} s/lap off, {before:0.0000} before the race");
    }

    private void AssertNominal(List<(Estimate Told, double Truth, double Prior)> found, string what, double atLeast = 0.72)
    {
        var share = (double)found.Count(f => f.Truth >= f.Told.P10 && f.Truth <= f.Told.P90) / found.Count;

        output.WriteLine($"{what}: {share:P1} of {found.Count} lie in their 80 % intervals");
        Assert.True(share >= atLeast && share <= 0.92, $"{what}: {share:P1} of {found.Count} lie in their 80 % intervals");
    }

    private static Recovered Recover(int races, int cars)
    {
        var all = new Recovered([], [], [], [], []);
        for (ulong seed = 1; seed <= (ulong)races; seed++)
        {
            Recover(seed, cars, all);
        }

        return all;
    }

    private static void Recover(ulong seed, int cars, Recovered all)
    {
        var random = new SeededRandom(seed);
        var known = CircuitCatalogue.All[random.NextIndex(CircuitCatalogue.All.Count)];
        var truth = Drawn(known, random);
        var field = StartingField.Draw(truth, CircuitCatalogue.Figures.Field, [.. Enumerable.Range(1, cars).Select(i => $"{i}")], truth.RaceLaps, seed);
        var start = field.Condition with
        {
            Wetness = 0,
            Raining = false,
            Cars = [.. field.Condition.Cars.Select(c => c.Compound > TyreCompound.Hard ? c with { Compound = TyreCompound.Medium } : c)],
        };
        var parameters = field.Parameters with
        {
            WeatherChanges = false,
            Cars = [.. field.Parameters.Cars.Select(c => c with { LapNoiseSeconds = NoiseSeconds, FormStepSeconds = NoiseSeconds, TyreWearFactor = WearFactor(truth, random) })],
        };
        var race = SampledRaces.Record(SampledRace.Run(parameters, start, seed)) with
        {
            Season = 2024,
            Facts = new RaceFacts(truth.RaceLaps, 0, "all"),
        };
        var asked = (int)(Share * truth.RaceLaps);
        RaceBelief? last = null;
        RaceWalk.Run(race, new SessionPipelineOptions { Circuit = _ => known, NextLap = null }, walked =>
        {
            last = walked.View.Belief;
            var car = parameters.Cars.Single(c => c.CarId == walked.Car.Driver);
            var belief = walked.View.Belief.Cars.Single(c => c.CarId == car.CarId);
            if (walked.Lap.Lap == asked)
            {
                Compare(truth, known, car, belief, all);
            }

            if (walked.Lap.Lap >= asked && walked.Lap.Clean && walked.Car.Lap(walked.Lap.Lap + 1) is { Clean: true, LapSeconds: { } next } && belief.NextLapSeconds is { } told)
            {
                all.Laps.Add((told, next, walked.Lap.LapSeconds!.Value));
                CompareFurther(walked, belief, all);
            }
        });
        if (last is not null)
        {
            all.Losses.Add((last.PitLossSeconds!.Value, truth.PitLossSeconds.Mean, known.PitLossSeconds.Mean));
        }
    }

    // What is told of a lap further on is told of the set that the car had.
    private static void CompareFurther(WalkedLap walked, CarBelief belief, Recovered all)
    {
        for (var ahead = 2; ahead <= belief.ComingLaps.Length && walked.Car.Lap(walked.Lap.Lap + ahead) is { Clean: true, LapSeconds: { } driven } lap; ahead++)
        {
            if (lap.TyreAgeLaps != walked.Lap.TyreAgeLaps + ahead)
            {
                break;
            }

            var coming = belief.ComingLaps[ahead - 1];
            all.Further.Add((ahead, new Estimate(coming.MedianSeconds, (coming.P90Seconds - coming.P10Seconds) / (2 * Z90)), driven));
        }
    }

    private static void Compare(CircuitProfile truth, CircuitProfile known, CarParameters car, CarBelief belief, Recovered all)
    {
        if (belief.Tyres.Compound is not { } compound || belief.CleanAirPaceSeconds is not { } pace)
        {
            return;
        }

        var slope = truth.Of(compound).DegradationSecondsPerLap.Mean * car.TyreWearFactor;
        all.Slopes.Add((belief.Tyres.DegradationSecondsPerLap, slope, known.Of(compound).DegradationSecondsPerLap.Mean));

        // The sampler counts a set's age at the end of a lap, the twins at its beginning: a new set has aged by a lap at the first line.
        var medium = truth.Of(TyreCompound.Medium).DegradationSecondsPerLap.Mean * car.TyreWearFactor;
        all.Paces.Add((pace, car.CleanAirPaceSeconds + medium, known.ReferenceLapSeconds));
    }

    // What a race's parameters are before it: the circuit's figures with their scatter from race to race.
    private static CircuitProfile Drawn(CircuitProfile circuit, SeededRandom random) => circuit with
    {
        PitLossSeconds = Draw(circuit.PitLossSeconds, random),
        Compounds =
        [
            .. circuit.Compounds.Select(c => c with
            {
                PaceOffsetSeconds = c.PaceOffsetSeconds + (OffsetSeconds * random.NextNormal()),
                DegradationSecondsPerLap = Draw(c.DegradationSecondsPerLap, random),
            }),
        ],
    };

    // Cars differ in slope as the twins expect it of them: by the same on every compound.
    private static double WearFactor(CircuitProfile circuit, SeededRandom random)
    {
        var usual = Math.Max(LeastSlope, circuit.Of(TyreCompound.Medium).DegradationSecondsPerLap.Mean);
        return Math.Max(0, 1 + (SlopeBetweenCars * random.NextNormal() / usual));
    }

    private static Estimate Draw(Estimate estimate, SeededRandom random) =>
        estimate with { Mean = Math.Max(0, estimate.Mean + (estimate.StandardDeviation * random.NextNormal())) };

    private sealed record Recovered(
        List<(Estimate Told, double Truth, double Prior)> Slopes,
        List<(Estimate Told, double Truth, double Prior)> Paces,
        List<(Estimate Told, double Truth, double Prior)> Laps,
        List<(Estimate Told, double Truth, double Prior)> Losses,
        List<(int Ahead, Estimate Told, double Truth)> Further);
}
