using CsCheck;
using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Plans;

namespace DualTwin.Strategy.Tests;

public sealed class PlanTests
{
    [Fact]
    public void Plan_FuelAndTyres_AreMassOverBurnAndLifeLessAge()
    {
        var plan = PitWindowPlanner.Plan(Beliefs.Race(), Beliefs.Car("1", 1, 0));

        Assert.Equal(30, plan.FuelLapsRemaining!.Value.Mean, 9);
        Assert.Equal(6, plan.TyreLifeRemainingLaps!.Value.Mean, 9);
        Assert.Equal(6, plan.TyreLifeRemainingLaps!.Value.StandardDeviation, 9);
    }

    [Fact]
    public void Plan_TyresPastTheirLife_HaveNoneLeft() =>
        Assert.Equal(0, PitWindowPlanner.Plan(Beliefs.Race(), Aged(40)).TyreLifeRemainingLaps!.Value.Mean);

    [Fact]
    public void Plan_BestLap_CostsLeastOfAll()
    {
        // With equal slopes, equal pace and one stop to come the two stints are equally long at the flag: 50 laps, 0 laps on the set.
        var race = Beliefs.Race();
        var slope = Mean(race);
        var car = Aged(0) with { LapsCompleted = 0, StopHazard = [.. Enumerable.Repeat(0.03, 49)] };
        car = car with { Tyres = car.Tyres with { Compound = null, DegradationSecondsPerLap = new Estimate(slope, 0.01), LifeLaps = new Estimate(60, 6) } };

        Assert.Equal(25, PitWindowPlanner.Plan(race, car).BestLap!.Value, 1.0);
    }

    [Fact]
    public void Plan_Window_HoldsTheBestLapAndTheRace() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 47], Gen.Double[0.05, 0.4], Gen.Double[-0.02, 0.2]).Sample((age, done, hazard, slope) =>
        {
            var car = Aged(age) with { LapsCompleted = done, StopHazard = [.. Enumerable.Repeat(hazard, 49 - done)] };
            var plan = PitWindowPlanner.Plan(Beliefs.Race(), car with { Tyres = car.Tyres with { DegradationSecondsPerLap = new Estimate(slope, 0.02) } });

            if (plan.BestLap is { } best)
            {
                Assert.InRange(best, plan.WindowFirstLap!.Value, plan.WindowLastLap!.Value);
                Assert.InRange(plan.WindowFirstLap!.Value, done + 1, 49);
                Assert.InRange(plan.WindowLastLap!.Value, done + 1, 49);
            }

            Assert.True(plan.PredictedLap is null || (plan.PredictedLap > done && plan.PredictedLap < 50));
        });

    [Fact]
    public void Plan_OlderTyres_NeverMoveTheBestLapBack() =>
        Gen.Select(Gen.Int[0, 30], Gen.Int[0, 10]).Sample((age, more) =>
        {
            var before = PitWindowPlanner.Plan(Beliefs.Race(), Aged(age)).BestLap;
            var after = PitWindowPlanner.Plan(Beliefs.Race(), Aged(age + more)).BestLap;

            Assert.True(after <= before);
        });

    [Fact]
    public void Plan_LapsThatGetFasterWithAge_HaveAWindowThatIsNoEarlier() =>
        Gen.Select(Gen.Double[-0.5, 0], Gen.Double[0, 0.05]).Sample((slope, spread) =>
        {
            var wearing = Sloped(new Estimate(0.08, 0.01));
            var holding = Sloped(new Estimate(slope, spread));

            Assert.NotNull(holding.BestLap);
            Assert.True(holding.BestLap >= wearing.BestLap, $"{holding} after {wearing}");
            Assert.True(holding.WindowFirstLap >= wearing.WindowFirstLap && holding.WindowLastLap >= wearing.WindowLastLap, $"{holding} after {wearing}");
            Assert.True(holding.WindowLastLap - holding.WindowFirstLap >= 3, $"{holding} is narrow");
        });

    private static PitPlan Sloped(Estimate slope)
    {
        var car = Aged(5) with { LapsCompleted = 5, StopHazard = [.. Enumerable.Repeat(0.05, 44)] };
        return PitWindowPlanner.Plan(Beliefs.Race(), car with { Tyres = car.Tyres with { DegradationSecondsPerLap = slope, LifeLaps = new Estimate(40, 6) } });
    }

    [Fact]
    public void Plan_NoStopLikely_HasNoWindow()
    {
        var plan = PitWindowPlanner.Plan(Beliefs.Race(), Beliefs.Car("1", 1, 0, hazard: 0.001));

        Assert.Null(plan.WindowFirstLap);
        Assert.Null(plan.PredictedLap);
        Assert.NotNull(plan.TyreLifeRemainingLaps);
    }

    [Fact]
    public void Plan_NothingKnown_SaysNothing()
    {
        var car = Beliefs.Car("1", 1, 0);

        var plan = PitWindowPlanner.Plan(RaceBelief.Empty, car with { Fuel = null, Tyres = car.Tyres with { AgeLaps = null } });

        Assert.Equal(new PitPlan(), plan);
    }

    private static CarBelief Aged(int laps)
    {
        var car = Beliefs.Car("1", 1, 0);
        return car with { Tyres = car.Tyres with { AgeLaps = laps } };
    }

    private static double Mean(RaceBelief race) =>
        new[] { TyreCompound.Soft, TyreCompound.Medium, TyreCompound.Hard }.Average(c => race.Circuit!.Of(c).DegradationSecondsPerLap.Mean);
}
