using CsCheck;
using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Stops;

namespace DualTwin.Strategy.Tests;

public sealed class NextStopTests
{
    private static readonly double[] Sets = [0.1, 0.2, 0.7, 0, 0];

    [Fact]
    public void Of_StopThatMustComeInOneLap_TellsThatLap()
    {
        var car = Beliefs.Car("1", 1, 0) with { StopHazard = [0, 0, 1, 0, 0] };

        Assert.Equal(new NextStop(1, 23, 23, 23, []), NextStop.Of(Beliefs.Race(car), car));
    }

    [Fact]
    public void Of_AnyHazards_OrdersTheLaps() => Gen.Double[0.01, 0.9].Array[1, 40].Sample(hazards =>
    {
        var car = Beliefs.Car("1", 1, 0) with { StopHazard = [.. hazards] };

        var stop = NextStop.Of(Beliefs.Race(car), car)!;

        Assert.InRange(stop.Probability, 0, 1);
        Assert.True(21 <= stop.FirstLap && stop.FirstLap <= stop.MedianLap && stop.MedianLap <= stop.LastLap && stop.LastLap <= 20 + hazards.Length);
    });

    [Fact]
    public void Of_LastLap_IsNothing()
    {
        var car = Beliefs.Car("1", 1, 0) with { LapsCompleted = 49, StopHazard = [] };

        Assert.Null(NextStop.Of(Beliefs.Race(car), car));
    }

    [Fact]
    public void Strategies_AnyHazards_ArePossibleAndAtMostOneInAll() => Gen.Double[0, 0.5].Sample(hazard =>
    {
        var car = Beliefs.Car("1", 1, 0, hazard: hazard) with { StopsMade = 1, NextCompound = [.. Sets] };

        var strategies = PossibleStrategy.Of(Beliefs.Race(car), car);

        Assert.All(strategies, s => Assert.InRange(s.Probability, 0.02, 1 + 1e-9));
        Assert.All(strategies, s => Assert.True(s.Stops >= 1 && s.Next is null == (s.Stops == 1)));
        Assert.InRange(strategies.Sum(s => s.Probability), 0.5, 1 + 1e-9);
        Assert.Equal(strategies.OrderByDescending(s => s.Probability), strategies);
    });

    [Fact]
    public void Strategies_CarThatSurelyStopsOnceMore_NamesTheLikeliestSetFirst()
    {
        var car = Beliefs.Car("1", 1, 0) with { LapsCompleted = 45, StopHazard = [1, 0, 0, 0], NextCompound = [.. Sets] };

        var first = PossibleStrategy.Of(Beliefs.Race(car), car)[0];

        Assert.Equal((1, TyreCompound.Hard), (first.Stops, first.Next));
    }
}
