using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Walk;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Sampling;
using DualTwin.Session;

namespace DualTwin.Backtest.Tests;

/// <summary>
/// Whole races sampled with parameters that are known, and drawn from what the twins expect before a race: the walk through the live pipeline
/// must find them again within its 80 % intervals, four times in five. The next lap is the trend's: the trees are of real races, whose cars
/// react to each other.
/// </summary>
public sealed class RecoveryTests
{
    private const int Races = 24;
    private const int Cars = 20;

    // The twins' model has as much form as noise.
    private const double NoiseSeconds = 0.25;

    // Of the distance: the running sets have shown what they are.
    private const double Share = 0.75;

    private static readonly Lazy<Recovered> All = new(() => Recover(Races));

    [Fact]
    public void Run_ManySeeds_TyreSlopesLieInTheirIntervals() => AssertNominal(All.Value.Slopes, "slopes");

    [Fact]
    public void Run_ManySeeds_CleanAirPacesLieInTheirIntervals() => AssertNominal(All.Value.Paces, "paces");

    [Fact]
    public void Run_ManySeeds_NextLapsLieInTheirIntervals() => AssertNominal(All.Value.Laps, "next laps");

    [Fact]
    public void Run_ManySeeds_PitLossesLieInTheirIntervals() => AssertNominal(All.Value.Losses, "pit losses", atLeast: 0.6);

    [Fact]
    public void Run_ManySeeds_SlopesAreKnownBetterThanBeforeTheRace()
    {
        var told = All.Value.Slopes.Average(s => Math.Abs(s.Told.Mean - s.Truth));
        var before = All.Value.Slopes.Average(s => Math.Abs(s.Prior - s.Truth));

        Assert.True(told < 0.97 * before, $"{told:0.0000} s/lap off, {before:0.0000} before the race");
    }

    private static void AssertNominal(List<(Estimate Told, double Truth, double Prior)> found, string what, double atLeast = 0.72)
    {
        var share = (double)found.Count(f => f.Truth >= f.Told.P10 && f.Truth <= f.Told.P90) / found.Count;

        Assert.True(share >= atLeast && share <= 0.92, $"{what}: {share:P1} of {found.Count} lie in their 80 % intervals");
    }

    private static Recovered Recover(int races)
    {
        var all = new Recovered([], [], [], []);
        for (ulong seed = 1; seed <= (ulong)races; seed++)
        {
            Recover(seed, all);
        }

        return all;
    }

    private static void Recover(ulong seed, Recovered all)
    {
        var random = new SeededRandom(seed);
        var known = CircuitCatalogue.All[random.NextIndex(CircuitCatalogue.All.Count)];
        var truth = Drawn(known, random);
        var field = StartingField.Draw(truth, CircuitCatalogue.Figures.Field, [.. Enumerable.Range(1, Cars).Select(i => $"{i}")], truth.RaceLaps, seed);
        var start = field.Condition with
        {
            Wetness = 0,
            Raining = false,
            Cars = [.. field.Condition.Cars.Select(c => c.Compound > TyreCompound.Hard ? c with { Compound = TyreCompound.Medium } : c)],
        };
        var parameters = field.Parameters with
        {
            WeatherChanges = false,
            Cars = [.. field.Parameters.Cars.Select(c => c with { LapNoiseSeconds = NoiseSeconds, FormStepSeconds = NoiseSeconds })],
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
            var car = field.Parameters.Cars.Single(c => c.CarId == walked.Car.Driver);
            var belief = walked.View.Belief.Cars.Single(c => c.CarId == car.CarId);
            if (walked.Lap.Lap == asked)
            {
                Compare(truth, known, car, belief, all);
            }

            if (walked.Lap.Lap >= asked && walked.Lap.Clean && walked.Car.Lap(walked.Lap.Lap + 1) is { Clean: true, LapSeconds: { } next } && belief.NextLapSeconds is { } told)
            {
                all.Laps.Add((told, next, walked.Lap.LapSeconds!.Value));
            }
        });
        all.Losses.Add((last!.PitLossSeconds!.Value, truth.PitLossSeconds.Mean, known.PitLossSeconds.Mean));
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
        Compounds = [.. circuit.Compounds.Select(c => c with { DegradationSecondsPerLap = Draw(c.DegradationSecondsPerLap, random) })],
    };

    private static Estimate Draw(Estimate estimate, SeededRandom random) =>
        estimate with { Mean = Math.Max(0, estimate.Mean + (estimate.StandardDeviation * random.NextNormal())) };

    private sealed record Recovered(
        List<(Estimate Told, double Truth, double Prior)> Slopes,
        List<(Estimate Told, double Truth, double Prior)> Paces,
        List<(Estimate Told, double Truth, double Prior)> Laps,
        List<(Estimate Told, double Truth, double Prior)> Losses);
}
