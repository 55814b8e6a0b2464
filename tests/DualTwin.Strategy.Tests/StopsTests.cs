using CsCheck;
using DualTwin.RaceModel.Belief;

namespace DualTwin.Strategy.Tests;

public sealed class StopsTests
{
    [Fact]
    public void Assess_ConstantHazard_GivesTheClosedForm()
    {
        var race = Beliefs.Race(Beliefs.Car("1", 1, 0), Beliefs.Car("2", 2, 3, hazard: 0.1));

        Assert.Equal(1 - Math.Pow(0.9, 5), StrategyAnalyst.Assess(race, "1").Rivals[0].PitWithinFiveLaps!.Value, 12);
    }

    [Fact]
    public void Assess_HigherHazards_NeverLowerThePitProbability() =>
        Gen.Select(Gen.Double[0, 0.5], Gen.Double[0, 0.5]).Sample((hazard, more) =>
        {
            double Within(double h) => StrategyAnalyst.Assess(Beliefs.Race(Beliefs.Car("2", 2, 3, hazard: h)), null).Rivals[0].PitWithinFiveLaps!.Value;

            Assert.True(Within(Math.Min(1, hazard + more)) >= Within(hazard));
        });

    [Fact]
    public void Assess_NoMoreStopsLikely_PredictsThoseMade()
    {
        var race = Beliefs.Race(Beliefs.Car("2", 2, 3, hazard: 0.001) with { StopsMade = 1 });

        var rival = StrategyAnalyst.Assess(race, null).Rivals[0];

        Assert.Equal(1, rival.PredictedStops);
        Assert.True(rival.PredictedStopsProbability > 0.9);
    }

    [Fact]
    public void Assess_StopSureAndFewLapsAfterIt_PredictsOneMore()
    {
        var late = Beliefs.Car("2", 2, 3, hazard: 0.3) with { LapsCompleted = 40, StopHazard = [.. Enumerable.Repeat(0.5, 9)] };

        Assert.Equal(1, StrategyAnalyst.Assess(Beliefs.Race(late), null).Rivals[0].PredictedStops);
    }

    [Fact]
    public void Assess_StopSureWithAWholeRaceAfterIt_PredictsMoreThanOne()
    {
        var early = Beliefs.Car("2", 2, 3) with { LapsCompleted = 2, StopHazard = [0.9, .. Enumerable.Repeat(0.05, 46)] };

        Assert.True(StrategyAnalyst.Assess(Beliefs.Race(early), null).Rivals[0].PredictedStops >= 2);
    }

    [Fact]
    public void Assess_HazardsUnknown_PredictsNothing()
    {
        var rival = StrategyAnalyst.Assess(Beliefs.Race(Beliefs.Car("2", 2, 3) with { StopHazard = [] }), null).Rivals[0];

        Assert.Null(rival.PredictedStops);
        Assert.Null(rival.PitWithinFiveLaps);
    }

    [Fact]
    public void Assess_LastLap_StopsAreOver()
    {
        var rival = StrategyAnalyst.Assess(Beliefs.Race(Beliefs.Car("2", 2, 3) with { LapsCompleted = 49, StopHazard = [], StopsMade = 2 }), null).Rivals[0];

        Assert.Equal(2, rival.PredictedStops);
        Assert.Equal(0, rival.PitWithinFiveLaps);
    }
}
