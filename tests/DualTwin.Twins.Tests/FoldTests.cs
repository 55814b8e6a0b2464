using System.Collections.Immutable;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Twins.Tests;

public sealed class FoldTests
{
    [Fact]
    public void Fold_NothingKnown_BelievesNothing()
    {
        var belief = Races.Fold(SessionState.Empty).Belief;

        Assert.Empty(belief.Cars);
        Assert.False(belief.IsRace);
        Assert.Null(belief.PitLossSeconds);
        Assert.Null(belief.Wet);
    }

    [Fact]
    public void Fold_UnchangedCar_KeepsItsBelief()
    {
        var estimator = Races.Estimator();
        var state = Races.Race(Races.Car(Races.Stint(1, 5, 90, 0, () => 0)), Races.Car(Races.Stint(1, 5, 91, 0, () => 0), "2"));
        var moved = state.Cars[1] with { Motion = CarMotion.Unknown with { LapFraction = 0.25 } };

        var before = estimator.Fold(TwinsState.Empty, state, [], newSession: false);
        before = estimator.Fold(before, state, [], newSession: false);
        var after = estimator.Fold(before, state with { Version = 2, Cars = state.Cars.SetItem(1, moved) }, [], newSession: false);

        Assert.Same(before.Belief.Cars[0], after.Belief.Cars[0]);
        Assert.Equal(0.25, after.Belief.Cars[1].LapFraction);
        Assert.Equal(before.Belief.Cars[1].NextLapSeconds, after.Belief.Cars[1].NextLapSeconds);
    }

    [Fact]
    public void Fold_EarlierState_IsACheckpoint()
    {
        var estimator = Races.Estimator();
        var times = Races.Stint(1, 12, 90, 0.05, () => 0);
        var checkpoint = estimator.Fold(TwinsState.Empty, Races.Race(Races.Car(times[..10])), [], newSession: false);

        var first = estimator.Fold(checkpoint, Races.Race(Races.Car(times)), [], newSession: false);
        var again = estimator.Fold(checkpoint, Races.Race(Races.Car(times)), [], newSession: false);

        Assert.Equal(first.Belief.Cars[0].NextLapSeconds, again.Belief.Cars[0].NextLapSeconds);
        Assert.Equal(10, checkpoint.Belief.Cars[0].LapsCompleted);
    }

    [Fact]
    public void Fold_NewSession_ForgetsTheOldOne()
    {
        var estimator = Races.Estimator();
        var old = estimator.Fold(TwinsState.Empty, Races.Race(StopTests.OneStop(1, 30, new Random(1))), [], newSession: false);

        var fresh = estimator.Fold(old, Races.Race(Races.Car([])), [], newSession: true).Belief;

        Assert.Null(fresh.Cars[0].CleanAirPaceSeconds);
        Assert.Equal(Races.Circuit.PitLossSeconds, fresh.PitLossSeconds);
    }

    [Fact]
    public void Fold_CarAppearingLate_GetsATwinAtItsIndex()
    {
        var estimator = Races.Estimator();
        var first = Races.Car(Races.Stint(1, 5, 90, 0, () => 0));
        var twins = estimator.Fold(TwinsState.Empty, Races.Race(first), [], newSession: false);

        twins = estimator.Fold(twins, Races.Race(first, Races.Car([], "77")), [], newSession: false);

        Assert.Equal(["1", "77"], twins.Belief.Cars.Select(c => c.CarId));
    }

    [Fact]
    public void Fold_LappedCar_IsBehindByTheTimeSinceTheLeaderWasThere()
    {
        var leader = Races.Car(Races.Stint(1, 12, 90, 0, () => 0));
        var lapped = Races.Car(Races.Stint(1, 11, 98, 0, () => 0), "2");
        lapped = lapped with { Timing = lapped.Timing with { Position = 2, GapToLeader = Gap.OfLaps(1) } };

        var race = Races.Race(leader, lapped);
        var gap = Races.Fold(race).Belief.Cars[1].GapToLeaderSeconds;
        var outsideARace = Races.Fold(race with { Session = race.Session with { Type = SessionType.Qualifying } }).Belief.Cars[1].GapToLeaderSeconds;

        Assert.Equal((lapped.Laps[10].CompletedAt - leader.Laps[10].CompletedAt)!.Value.TotalSeconds, gap!.Value, 6);
        Assert.Null(outsideARace);
    }

    [Fact]
    public void Fold_NoMeasuredPlace_TakesItFromTheTimeSinceTheLine()
    {
        var car = Races.Car(Races.Stint(1, 10, 90, 0, () => 0));
        var state = Races.Race(car) with { SessionTime = car.Timing.LastCrossing + TimeSpan.FromSeconds(45) };

        Assert.Equal(0.5, Races.Fold(state).Belief.Cars[0].LapFraction!.Value, 0.02);
    }

    [Fact]
    public void Fold_WearMeasured_SaysSoAndGivesItsRate()
    {
        var car = Races.Car(Races.Stint(1, 10, 90, 0.05, () => 0));

        var measured = Races.Believe(car with { Tyres = car.Tyres with { Wear = 0.3 } }).Tyres;
        var modelled = Races.Believe(car).Tyres;

        Assert.True(measured.WearMeasured);
        Assert.Equal(0.3, measured.Wear!.Value.Mean);
        Assert.Equal(0.03, measured.WearPerLap!.Value.Mean, 9);
        Assert.False(modelled.WearMeasured);
        Assert.Equal(10 / modelled.LifeLaps.Mean, modelled.Wear!.Value.Mean, 9);
    }

    [Fact]
    public void Fold_TyresThatWearFaster_LastShorter()
    {
        var soft = Races.Believe(Races.Car(Races.Stint(1, 20, 90, 0.15, () => 0))).Tyres.LifeLaps;
        var hard = Races.Believe(Races.Car(Races.Stint(1, 20, 90, 0.02, () => 0))).Tyres.LifeLaps;

        Assert.True(soft.Mean < hard.Mean);
    }

    [Fact]
    public void Fold_PlacesLostUnderAttack_LowerTheDefence()
    {
        var ahead = Races.Stint(1, 12, 90, 0, () => 0);
        var behind = ahead.ToArray();
        behind[0] += 0.6;
        var holds = Defence(ahead, behind);
        behind[8] -= 1.4;
        var loses = Defence(ahead, behind);

        Assert.True(holds > 0.5);
        Assert.True(loses < holds);
    }

    [Fact]
    public void Fold_NoEvidence_HasNoTendencies() => Assert.Null(Races.Believe(Races.Car([90.0])).Behaviour);

    [Fact]
    public void Fold_EarlyStop_IsATendencyToUndercut()
    {
        var random = new Random(1);
        var early = Races.Car("1", new StintDriven(Compound.Medium, Races.Stint(1, 8, 90, 0.05, () => 0)), new StintDriven(Compound.Hard, [112]));
        var late = Races.Car("1", new StintDriven(Compound.Medium, Races.Stint(1, 35, 90, 0.05, () => 0)), new StintDriven(Compound.Hard, [112]));

        Assert.True(Races.Believe(early).Behaviour!.UndercutTendency!.Value.Mean > 0.5);
        Assert.True(Races.Believe(late).Behaviour!.UndercutTendency!.Value.Mean < 0.5);
    }

    // Folds lap by lap, as attacks are counted when they happen, and gives the mean defence of the car that starts ahead.
    private static double Defence(double[] ahead, double[] behind)
    {
        var estimator = Races.Estimator();
        var twins = TwinsState.Empty;
        for (var lap = 1; lap <= ahead.Length; lap++)
        {
            var state = Races.Race(Positioned("1", ahead[..lap], behind[..lap]), Positioned("2", behind[..lap], ahead[..lap]));
            twins = estimator.Fold(twins, state, ImmutableArray<SessionEvent>.Empty, newSession: false);
        }

        return twins.Belief.Cars[0].Behaviour!.AggressiveDefence!.Value.Mean;
    }

    private static CarState Positioned(string id, double[] own, double[] other)
    {
        var car = Races.Car(own, id);
        return car with
        {
            Laps = car.Laps.ConvertAll(l => l with { Position = own.Take(l.Lap).Sum() <= other.Take(l.Lap).Sum() ? 1 : 2 }),
            Timing = car.Timing with { Position = own.Sum() <= other.Sum() ? 1 : 2 },
        };
    }
}
