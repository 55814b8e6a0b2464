using DualTwin.RaceModel.Belief;
using DualTwin.Session;

namespace DualTwin.Backtest.Tests;

/// <summary>
/// Fuel and wear of races made up as the twins believe them to be: what they tell of cars whose burn, mass and wear are known must lie
/// within their 80 % intervals four times in five.
/// </summary>
public sealed class MeasuredRecoveryTests(ITestOutputHelper output)
{
    private const int Races = 40;

    private static readonly Lazy<Recovered> Finely = new(() => Recover(FuelTold.Mass));
    private static readonly Lazy<Recovered> Coarsely = new(() => Recover(FuelTold.Percent));
    private static readonly Lazy<Recovered> Untold = new(() => Recover(FuelTold.Not));

    [Fact]
    public void Frames_MassTold_BurnsLieInTheirIntervals() => AssertNominal(Finely.Value.Burns, "burn per lap, mass told");

    [Fact]
    public void Frames_MassTold_BurnIsKnownWithin1Point5PercentAfterFiveLaps()
    {
        var misses = Finely.Value.Burns.Where(b => b.Lap == MadeUpRace.FirstAsked).Select(b => Math.Abs((b.Told.Mean / b.Truth) - 1)).Order().ToArray();

        Assert.True(misses[misses.Length / 2] < 0.015, $"half of {misses.Length} cars are more than {misses[misses.Length / 2]:P2} off");
    }

    // Rounded levels err by half a percent at most, never by more as a normal distribution would: the interval is rather too wide.
    [Fact]
    public void Frames_LevelToldInPercent_BurnsLieInTheirIntervals() => AssertNominal(Coarsely.Value.Burns, "burn per lap, level told", atMost: 0.96);

    [Fact]
    public void Frames_NoFuelTold_MassesLieInTheirIntervals() => AssertNominal(Untold.Value.Masses, "modelled mass");

    // The interval holds that a source may round wear to a percent, which is much against what a single lap adds.
    [Fact]
    public void Frames_WearTold_WearOneLapAheadLiesInItsInterval() =>
        AssertNominal([.. Finely.Value.Wears.Where(w => w.Ahead == 1).Select(w => (w.Lap, w.Told, w.Truth))], "wear 1 lap ahead", atMost: 1);

    [Theory]
    [InlineData(5)]
    [InlineData(10)]
    public void Frames_WearTold_WearAheadLiesInItsIntervals(int ahead) =>
        AssertNominal([.. Finely.Value.Wears.Where(w => w.Ahead == ahead).Select(w => (w.Lap, w.Told, w.Truth))], $"wear {ahead} laps ahead");

    // Twenty cars share each race's unknowns: the share itself is known to about 3 points.
    private void AssertNominal(List<(int Lap, Estimate Told, double Truth)> found, string what, double atMost = 0.9)
    {
        var share = (double)found.Count(f => f.Truth >= f.Told.P10 && f.Truth <= f.Told.P90) / found.Count;
        output.WriteLine($"{what}: {share:P1} of {found.Count} lie in their 80 % intervals");

        Assert.InRange(share, 0.72, atMost);
    }

    private static Recovered Recover(FuelTold told)
    {
        var all = new Recovered([], [], []);
        for (ulong seed = 1; seed <= Races; seed++)
        {
            Recover(new MadeUpRace(seed, told), all);
        }

        return all;
    }

    private static void Recover(MadeUpRace race, Recovered all)
    {
        var pipeline = new SessionPipeline(new SessionPipelineOptions { Circuit = _ => race.Circuit, NextLap = null, Stops = null });
        foreach (var frame in race.Frames())
        {
            pipeline.Apply(frame);
            if (frame.Cars is not [{ LapsCompleted: { } lap and >= MadeUpRace.FirstAsked } update] || lap % MadeUpRace.FirstAsked != 0)
            {
                continue;
            }

            var car = race.Cars[int.Parse(update.CarId, System.Globalization.CultureInfo.InvariantCulture)];
            var belief = pipeline.Current.Belief.Cars.Single(c => c.CarId == update.CarId);
            all.Burns.Add((lap, belief.Fuel!.BurnKgPerLap, car.BurnKgPerLap));
            if (lap > race.SafetyCarUntil)
            {
                all.Masses.Add((lap, belief.Fuel.MassKg, car.FuelKg[lap]));
            }

            for (var ahead = 1; ahead <= belief.Tyres.WearAhead.Length && lap + ahead <= MadeUpRace.Laps && car.Set(lap + ahead) == car.Set(lap); ahead++)
            {
                all.Wears.Add((lap, ahead, belief.Tyres.WearAhead[ahead - 1], car.Wear[lap + ahead]));
            }
        }
    }

    private sealed record Recovered(
        List<(int Lap, Estimate Told, double Truth)> Burns,
        List<(int Lap, Estimate Told, double Truth)> Masses,
        List<(int Lap, int Ahead, Estimate Told, double Truth)> Wears);
}
