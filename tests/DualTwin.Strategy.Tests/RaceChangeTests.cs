using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.Strategy.Forecasting;

namespace DualTwin.Strategy.Tests;

public sealed class RaceChangeTests
{
    private const int Races = 2000;

    [Fact]
    public void With_PlannedStop_CostsTimeInThatLapAndNoOther()
    {
        var outlook = Outlook(Calm(Beliefs.Race([.. Enumerable.Range(0, 3).Select(i => Beliefs.Car($"{i}", i + 1, 30 * i, hazard: 0) with { StopsMade = 1 })])));
        var planned = outlook.With(Plan("0", new PlannedStop(30, TyreCompound.Hard)));
        var (with, without) = (Laps(planned, 0), Laps(outlook, 0));

        // Up to the stop every draw is shared, so that the two races are the same.
        Assert.Equal(without.Where(l => l.Key < 30), with.Where(l => l.Key < 30));
        Assert.InRange(with[30] - without[30], 15, 40);
    }

    [Fact]
    public void With_StayOut_NeverStopsThoughHazardsSayItWould()
    {
        var race = Calm(Beliefs.Race(Beliefs.Car("44", 1, 0, hazard: 0.9) with { StopsMade = 1 }));
        var outlook = Outlook(race);

        var stays = Mean(outlook.With(Plan("44")));
        var stops = Mean(outlook);

        // 30 laps more on the set cost more than the stop does not.
        Assert.NotEqual(stays, stops, 1.0);
        Assert.Equal(stays, Mean(Outlook(race with { Cars = [race.Cars[0] with { StopHazard = [.. new double[29]] }] }).With(Plan("44"))), 6);
    }

    [Fact]
    public void With_CautionNow_BringsPlannedStopForward()
    {
        var race = Calm(Beliefs.Race(Beliefs.Car("44", 1, 0, hazard: 0) with { StopsMade = 1 }, Beliefs.Car("1", 2, 40, hazard: 0) with { StopsMade = 1 }));
        var soon = Plan("44", new PlannedStop(32, TyreCompound.Hard)) with { CautionNow = Neutralisation.SafetyCar };
        var steadfast = soon with { Plans = soon.Plans.SetItem("44", soon.Plans["44"] with { FirstChanceLap = int.MaxValue }) };

        // 40 s ahead the car loses its lead to nobody, and saves what a stop costs more under green.
        Assert.True(Mean(Outlook(race).With(soon)) < Mean(Outlook(race).With(steadfast)) - 3);
    }

    [Fact]
    public void With_Rain_SlowsEverybodyAndSlicksMost()
    {
        var race = Calm(Beliefs.Race(Beliefs.Car("44", 1, 0, hazard: 0) with { StopsMade = 1 }));
        var dry = Laps(Outlook(race), 0);
        var wet = Laps(Outlook(race).With(new RaceChange { RainFromLap = 25 }), 0);

        Assert.Equal(dry[24], wet[24]);
        Assert.InRange(wet[27] - wet[26] - (dry[27] - dry[26]), 5, 60);
        Assert.True(wet[50] - dry[50] > 60);
    }

    [Fact]
    public void With_Pace_ChangesEveryLapByIt()
    {
        var race = Calm(Beliefs.Race(Beliefs.Car("44", 1, 0, hazard: 0) with { StopsMade = 1 }));
        var slower = new RaceChange { PaceSeconds = ImmutableDictionary<string, double>.Empty.Add("44", 0.5) };

        Assert.Equal(30 * 0.5, Mean(Outlook(race).With(slower)) - Mean(Outlook(race)), 1.0);
    }

    [Fact]
    public void With_UnknownCarOrSecondCaution_Throws()
    {
        var outlook = Outlook(Beliefs.Race(Beliefs.Car("44", 1, 0)));
        var neutral = Outlook(Beliefs.Race(Beliefs.Car("44", 1, 0)) with { Neutralisation = Neutralisation.VirtualSafetyCar });

        Assert.Contains("'7'", Assert.Throws<ArgumentException>(() => outlook.With(Plan("7"))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => neutral.With(new RaceChange { CautionNow = Neutralisation.SafetyCar }));
        Assert.Throws<ArgumentException>(() => outlook.With(new RaceChange { CautionNow = Neutralisation.RedFlag }));
    }

    [Fact]
    public void Make_RaceSuspended_GivesEverybodyASet()
    {
        var race = Calm(Beliefs.Race([.. Enumerable.Range(0, 4).Select(i => Beliefs.Car($"{i}", i + 1, 5 * i, hazard: 0))]));

        // Nobody has used a second compound yet: under green all still have to stop, under the red flag all have done so for nothing.
        var (green, red) = (Mean(Outlook(race)), Mean(Outlook(race with { Neutralisation = Neutralisation.RedFlag })));
        var neutral = Mean(Outlook(race with { Neutralisation = Neutralisation.SafetyCar }));

        Assert.True(red < neutral - 5, $"green {green:F1}, safety car {neutral:F1}, red flag {red:F1}");
    }

    private static RaceChange Plan(string carId, params PlannedStop[] stops) =>
        new() { Plans = ImmutableDictionary<string, StopPlan>.Empty.Add(carId, new StopPlan { Stops = [.. stops] }) };

    private static RaceBelief Calm(RaceBelief race) => race with
    {
        Circuit = CircuitCatalogue.Generic with { SafetyCarPerLap = 0, VirtualSafetyCarPerLap = 0, RetirementPerLap = 0 },
    };

    private static RaceOutlook Outlook(RaceBelief belief)
    {
        var field = CircuitCatalogue.Figures.Field with { RainPerLap = 0 };
        return RaceOutlook.From(belief, field, 1)!;
    }

    private static Dictionary<int, double> Laps(RaceOutlook outlook, int car)
    {
        var laps = new Dictionary<int, double>();
        new RaceSimulator(outlook).Replay(11, 0, new int[outlook.Cars], (lap, times) => laps[lap] = times.Span[car]);
        return laps;
    }

    private static double Mean(RaceOutlook outlook) => RaceForecast.Make(outlook, Races, 5).Cars[0].Laps[^1].Seconds;
}
