using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Predictions;
using DualTwin.RaceModel.Circuits;
using DualTwin.Session;

namespace DualTwin.Backtest.Tests;

public sealed class DecisionTests
{
    [Fact]
    public void Make_StopsDrivenBadly_ArePutBehindThePlan()
    {
        // Three stops where one is enough, the last of them three laps before the flag.
        var race = Race(SmallRace.Car("B", 1.5, SmallRace.Laps(40, 90), stops: [10, 20, 37], finish: 2));

        var decision = Assert.Single(Decide(race), d => d.Key.Driver == "B");

        Assert.Equal(3, decision.DrivenStops);
        Assert.True(decision.PlannedStops < 3);
        Assert.True(decision.Gain > 0.3, $"gains {decision.Gain}");
    }

    [Fact]
    public void Make_AskedTwice_TellsTheSame()
    {
        var race = Race(SmallRace.Car("B", 1.5, SmallRace.Laps(40, 90), stops: [18], finish: 2));

        Assert.Equal(Decide(race), Decide(race));
    }

    [Fact]
    public void Make_CarsThatCannotBeCompared_AreLeftOut()
    {
        var wet = Race(SmallRace.Car("B", 1.5, SmallRace.Laps(40, 90), stops: [18], finish: 2));
        wet = wet with { Cars = [.. wet.Cars.Select(c => c with { Laps = [.. c.Laps.Select(l => l with { Compound = RaceModel.Belief.TyreCompound.Intermediate })] })] };
        var unclassified = Race(SmallRace.Car("B", 1.5, SmallRace.Laps(40, 90), stops: [18]));

        Assert.Empty(Decide(wet));
        Assert.DoesNotContain(Decide(unclassified), d => d.Key.Driver == "B");
    }

    private static RecordedRace Race(RecordedCar second) => SmallRace.Of(
        40,
        SmallRace.Car("A", 0, SmallRace.Laps(40, 90), stops: [18], finish: 1),
        second,
        SmallRace.Car("C", 3, SmallRace.Laps(40, 90), stops: [19], finish: 3),
        SmallRace.Car("D", 4.5, SmallRace.Laps(40, 90), stops: [20], finish: 4));

    private static IReadOnlyList<DecisionOutcome> Decide(RecordedRace race) =>
        RacePredictions.Make(race, new SessionPipelineOptions(), CircuitCatalogue.Figures.Field, decisions: true).Decisions;
}
