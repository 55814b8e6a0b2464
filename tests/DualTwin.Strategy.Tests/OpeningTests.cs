using CsCheck;
using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Openings;

namespace DualTwin.Strategy.Tests;

public sealed class OpeningTests
{
    [Fact]
    public void Assess_MuchFasterThanTheCarAhead_OpensAPass()
    {
        var race = Beliefs.Race(Beliefs.Car("1", 1, 0), Beliefs.Car("2", 2, 0.7, 87.5));

        var pass = Find(race, "2", OpeningType.DrsOvertake);

        Assert.Equal("1", pass!.TargetCarId);
        Assert.InRange(pass.ExecutionLap, 21, 25);
        Assert.True(pass.Probability > 0.5);
    }

    [Theory]
    [InlineData(Neutralisation.SafetyCar)]
    [InlineData(Neutralisation.VirtualSafetyCar)]
    [InlineData(Neutralisation.RedFlag)]
    public void Assess_Neutralised_OpensNoPass(Neutralisation neutralisation)
    {
        var race = Beliefs.Race(Beliefs.Car("1", 1, 0), Beliefs.Car("2", 2, 0.7, 87.5)) with { Neutralisation = neutralisation };

        Assert.Null(Find(race, "2", OpeningType.DrsOvertake));
    }

    [Fact]
    public void Assess_RedFlag_OpensNothing()
    {
        var ahead = Beliefs.Car("1", 1, 0, hazard: 0.15) with { PaceDeltaSeconds = new Estimate(2.5, 0.2) };
        var race = Beliefs.Race(ahead, Beliefs.Car("2", 2, 1, hazard: 0.15));
        Assert.NotEmpty(StrategyAnalyst.Assess(race, "2").Openings);

        Assert.Empty(StrategyAnalyst.Assess(race with { Neutralisation = Neutralisation.RedFlag }, "2").Openings);
    }

    [Fact]
    public void Assess_OldTyresOnTheCarAhead_OpenAnUndercut()
    {
        var ahead = Beliefs.Car("1", 1, 0, hazard: 0.15) with { PaceDeltaSeconds = new Estimate(2.5, 0.2) };
        var race = Beliefs.Race(ahead, Beliefs.Car("2", 2, 1, hazard: 0.15));

        var undercut = Find(race, "2", OpeningType.UndercutWindow);

        Assert.Equal("1", undercut!.TargetCarId);
        Assert.Equal(21, undercut.ExecutionLap);
    }

    [Fact]
    public void Assess_SlowNewTyres_OpenAnOvercutOnACarInThePits()
    {
        var ahead = Beliefs.Car("1", 1, 0) with { InPitLane = true, CleanAirPaceSeconds = new Estimate(91, 0.1) };
        var race = Beliefs.Race(ahead, Beliefs.Car("2", 2, 1));

        Assert.Equal("1", Find(race, "2", OpeningType.OvercutWindow)!.TargetCarId);
    }

    [Fact]
    public void Assess_SafetyCarWithAStopOwed_IsAnOpportunity()
    {
        var race = Beliefs.Race(Beliefs.Car("1", 1, 0, hazard: 0.2)) with { Neutralisation = Neutralisation.SafetyCar };

        var opening = Find(race, "1", OpeningType.SafetyCarOpportunity);

        Assert.Null(opening!.TargetCarId);
        Assert.Equal(21, opening.ExecutionLap);
        Assert.True(opening.Probability > 0.9);
    }

    [Fact]
    public void Assess_SafetyCarWithNoStopOwed_IsNone()
    {
        var race = Beliefs.Race(Beliefs.Car("1", 1, 0, hazard: 0.001)) with { Neutralisation = Neutralisation.SafetyCar };

        Assert.Null(Find(race, "1", OpeningType.SafetyCarOpportunity));
    }

    [Fact]
    public void Assess_AnyPair_GivesOpeningsWorthTheName() =>
        Gen.Select(Gen.Double[0, 30], Gen.Double[88, 92], Gen.Double[0, 0.3], Gen.Int[0, 49]).Sample((gap, lap, hazard, done) =>
        {
            var hazards = Enumerable.Repeat(hazard, 49 - done).ToArray();
            var ahead = Beliefs.Car("1", 1, 0) with { LapsCompleted = done, StopHazard = [.. hazards] };
            var ours = Beliefs.Car("2", 2, gap, lap) with { LapsCompleted = done, StopHazard = [.. hazards] };

            var openings = StrategyAnalyst.Assess(Beliefs.Race(ahead, ours), "2").Openings;

            Assert.All(openings, o => Assert.InRange(o.Probability, 0.158, 1));
            Assert.All(openings, o => Assert.InRange(o.ExecutionLap, done + 1, 50));
            Assert.Equal(openings.OrderByDescending(o => o.Probability).Select(o => o.Probability), openings.Select(o => o.Probability));
        });

    [Fact]
    public void Assess_EqualBeliefs_GiveEqualAnswers()
    {
        var race = Beliefs.Race(Beliefs.Car("1", 1, 0), Beliefs.Car("2", 2, 1.2, 89.6), Beliefs.Car("3", 3, 3, 89.9));

        Assert.Equal(StrategyAnalyst.Assess(race, "2").Openings, StrategyAnalyst.Assess(race, "2").Openings);
    }

    private static StrategicOpening? Find(RaceBelief race, string ours, OpeningType type) =>
        StrategyAnalyst.Assess(race, ours).Openings.FirstOrDefault(o => o.Type == type);
}
