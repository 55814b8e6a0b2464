using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.Strategy.Forecasting;
using DualTwin.Strategy.Planning;

namespace DualTwin.Strategy.Tests;

public sealed class PlanSearchTests
{
    private static readonly PlanBudget Budget = new(24, 32, 256);

    [Fact]
    public void Search_AnyPlan_KeepsTheRules()
    {
        var plans = Search(Field(10), "5");

        Assert.NotEmpty(plans);
        foreach (var plan in plans.Select(p => p.Plan))
        {
            // On mediums since the start, a car has to use another slick.
            Assert.Contains(plan.Stops, s => s.Compound != TyreCompound.Medium);
            Assert.InRange(plan.Stops.Length, 1, 3);
            Assert.Equal(plan.Stops.Select(s => s.Lap).Order(), plan.Stops.Select(s => s.Lap));
            Assert.All(plan.Stops, s => Assert.InRange(s.Lap, 21, 49));
        }
    }

    [Fact]
    public void Search_BestFirst_AndEveryCallHasItsPlan()
    {
        var plans = Search(Field(10), "5");

        Assert.Equal(plans.OrderBy(p => p.Loss.Mean), plans);
        Assert.Equal(0, plans[0].Loss.Mean);
        Assert.Null(plans[0].Better);
        Assert.Equal([StopCall.PitNow, StopCall.PitNextLap, StopCall.StayOut], plans.Select(p => p.Call).Distinct().Order());
        Assert.All(plans.Skip(1), p => Assert.InRange(p.Better!.Value, 0, 0.5));
    }

    [Fact]
    public void Search_AnyNumberOfThreads_GivesTheSame()
    {
        var one = Search(Field(6), "3", threads: 1);
        var two = Search(Field(6), "3", threads: 2);

        Assert.Equal(one.Select(p => (p.Plan, p.FinishMean, p.Loss)), two.Select(p => (p.Plan, p.FinishMean, p.Loss)));
    }

    [Fact]
    public void Search_TyresThatLastAndRuleKept_StaysOut()
    {
        var race = Field(6);
        var car = race.Cars[2] with
        {
            StopsMade = 1,
            CompoundsUsed = [TyreCompound.Hard],
            Tyres = race.Cars[2].Tyres with { AgeLaps = 2, DegradationSecondsPerLap = new Estimate(0.01, 0.001) },
        };

        var best = Search(race with { Cars = race.Cars.SetItem(2, car) }, car.CarId)[0];

        Assert.Empty(best.Plan.Stops);
        Assert.Equal(StopCall.StayOut, best.Call);
        Assert.Null(best.Rejoin);
    }

    [Fact]
    public void Search_SafetyCarJustOutAndStopDue_CallsForItNow()
    {
        var race = Spread(10, 5) with { Neutralisation = Neutralisation.SafetyCar };

        Assert.Equal(StopCall.PitNow, Search(race, "5")[0].Call);
    }

    [Fact]
    public void Compare_SamePlanTwice_LosesNothing()
    {
        var outlook = Outlook(Field(8));
        var plan = new StopPlan { Stops = [new PlannedStop(28, TyreCompound.Hard)] };

        var both = PlanSearch.Compare(outlook, "4", [plan, plan], 100, 3, 1, TestContext.Current.CancellationToken);

        Assert.All(both, p => Assert.Equal(new Estimate(0, 0), p.Loss));
    }

    [Fact]
    public void Compare_CommonLuck_TellsPlansApartInFewerRaces()
    {
        var outlook = Outlook(Field(20));
        StopPlan[] plans = [new() { Stops = [new PlannedStop(28, TyreCompound.Hard)] }, new() { Stops = [new PlannedStop(29, TyreCompound.Hard)] }];
        const int races = 600;

        var outcomes = PlanSearch.Compare(outlook, "10", plans, races, 3, 1, TestContext.Current.CancellationToken);

        // Two independent samples of such a spread would have a standard error of more than twice that.
        var spread = (outcomes[0].FinishP90 - outcomes[0].FinishP10) / 2.56;
        Assert.InRange(outcomes[1].Loss.StandardDeviation, 0, 0.5 * spread * Math.Sqrt(2.0 / races));
    }

    [Fact]
    public void Compare_StopNow_RejoinsBehindWhoIsWithinItsLoss()
    {
        // 22 s cost a car that leads by 15 and 40 s one place.
        var race = Beliefs.Race(Beliefs.Car("1", 1, 0, hazard: 0), Beliefs.Car("2", 2, 15, hazard: 0), Beliefs.Car("3", 3, 40, hazard: 0));
        var plan = new StopPlan { Stops = [new PlannedStop(21, TyreCompound.Hard)] };

        var rejoin = PlanSearch.Compare(Outlook(race), "1", [plan], 400, 3, 1, TestContext.Current.CancellationToken)[0].Rejoin!;

        Assert.Equal(2, rejoin.Mean, 0.1);
        Assert.Equal("2", rejoin.Ahead!.Value.CarId);
        Assert.InRange(rejoin.Ahead.Value.GapSeconds, 5, 12);
        Assert.Equal("3", rejoin.Behind!.Value.CarId);
        Assert.InRange(rejoin.Traffic, 0, 0.1);
    }

    [Fact]
    public void Compare_OthersAcrossTheLineAlready_CountsThem()
    {
        // Three cars have ended lap 21; ours, the fourth, is 5 s short of the line.
        var race = Beliefs.Race([.. Enumerable.Range(0, 4).Select(i => Beliefs.Car($"{i + 1}", i + 1, 5 * i, hazard: 0))]);
        var cars = race.Cars.Select((c, i) => i < 3 ? c with { LapsCompleted = 21, LastCrossingSeconds = 1890 + (5 * i) } : c).ToArray();
        cars[3] = cars[3] with { LastCrossingSeconds = 1815 };
        var plan = new StopPlan { Stops = [new PlannedStop(21, TyreCompound.Hard)] };

        var outlook = Outlook(race with { Cars = [.. cars], LeaderLap = 22 });
        var rejoin = PlanSearch.Compare(outlook, "4", [plan], 200, 3, 1, TestContext.Current.CancellationToken)[0].Rejoin!;

        Assert.Equal(4, rejoin.Mean);
        Assert.Equal("3", rejoin.Ahead!.Value.CarId);
        Assert.InRange(rejoin.Ahead.Value.GapSeconds, 22, 35);
        Assert.Equal(4, RaceForecast.Make(outlook, 200, 3).Cars[3].Laps[0].Position, 0.01);
    }

    [Theory]
    [InlineData(true, TyreCompound.Medium)]
    [InlineData(false, TyreCompound.Intermediate)]
    public void Search_TyresDoNotSuitTheTrack_Stops(bool wet, TyreCompound fitted)
    {
        var race = Field(6);
        var car = race.Cars[2] with { StopsMade = 1, CompoundsUsed = [TyreCompound.Hard], Tyres = race.Cars[2].Tyres with { Compound = fitted, AgeLaps = 3 } };

        var best = Search(race with { Wet = wet, Cars = race.Cars.SetItem(2, car) }, car.CarId)[0];

        Assert.Equal(StopCall.PitNow, best.Call);
        Assert.Equal(wet, best.Plan.Stops[0].Compound > TyreCompound.Hard);
    }

    [Fact]
    public void Search_NeutralisationLikely_NamesItAsTrigger()
    {
        var circuit = CircuitCatalogue.Generic with { SafetyCarPerLap = 0.08 };
        var race = Spread(12, 3) with { Circuit = circuit, PitLossSafetyCarSeconds = new Estimate(3, 1) };
        StopPlan now = new() { Stops = [new PlannedStop(21, TyreCompound.Hard)] };
        StopPlan wait = new() { Stops = [new PlannedStop(32, TyreCompound.Hard)] };

        var outcomes = PlanSearch.Compare(Outlook(race), "6", [now, wait], 1000, 3, 1, TestContext.Current.CancellationToken);

        // Whoever waits stops for next to nothing where a safety car comes, and loses on old tyres where none does.
        var expected = outcomes[1].Plan == wait ? PlanTrigger.NeutralisationBeforeStop : PlanTrigger.NoNeutralisationBeforeStop;
        Assert.Equal(expected, outcomes[1].Trigger);
        Assert.True(outcomes[1].TriggerGain!.Value.Mean > 0);
    }

    [Fact]
    public void Search_CarOutOrUnknown_Throws()
    {
        var race = Field(3);
        var outlook = Outlook(race with { Cars = race.Cars.SetItem(0, race.Cars[0] with { Running = false }) });

        Assert.Contains("'1'", Assert.Throws<ArgumentException>(() => PlanSearch.Search(outlook, "1", null, Budget, 1, 1, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => PlanSearch.Search(outlook, "77", null, Budget, 1, 1, TestContext.Current.CancellationToken));
    }

    private static ImmutableArray<PlanOutcome> Search(RaceBelief race, string carId, int threads = 1) =>
        PlanSearch.Search(Outlook(race), carId, null, Budget, 3, threads, TestContext.Current.CancellationToken).Outcomes;

    private static RaceOutlook Outlook(RaceBelief belief) => RaceOutlook.From(belief, CircuitCatalogue.Figures.Field, 1)!;

    private static RaceBelief Field(int cars) => Spread(cars, 1.7);

    private static RaceBelief Spread(int cars, double gap) =>
        Beliefs.Race([.. Enumerable.Range(0, cars).Select(i => Beliefs.Car($"{i + 1}", i + 1, gap * i, lap: 90 + (0.05 * i)))]);
}
