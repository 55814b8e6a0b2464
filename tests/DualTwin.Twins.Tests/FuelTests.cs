using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Twins.Tests;

public sealed class FuelTests
{
    [Fact]
    public void Fold_NoMeasurement_EndsTheRaceWithTheReserve()
    {
        var start = Races.Believe(Races.Car([])).Fuel!;
        var flag = Races.Believe(Races.Car(Races.Stint(1, Races.Laps, 90, 0, () => 0))).Fuel!;

        Assert.False(start.Measured);
        Assert.Equal(1 + (2 * Races.Laps), start.MassKg.Mean, 6);
        Assert.Equal(1, flag.MassKg.Mean, 6);
        Assert.True(start.MassKg.StandardDeviation > flag.MassKg.StandardDeviation);
    }

    [Fact]
    public void Fold_SafetyCarLaps_SaveFuelAndMakeItLessSure()
    {
        var car = Races.Car(Races.Stint(1, 20, 90, 0, () => 0));
        var slow = car with { Laps = car.Laps.ConvertAll(l => l.Lap > 14 ? l with { TrackStatus = TrackStatus.SafetyCar } : l) };

        var raced = Races.Believe(car).Fuel!.MassKg;
        var saved = Races.Believe(slow).Fuel!.MassKg;

        Assert.True(saved.Mean > raced.Mean);
        Assert.True(saved.StandardDeviation > raced.StandardDeviation);
    }

    [Fact]
    public void Fold_MeasuredMass_IsTakenAsItIs()
    {
        var car = Races.Car([]) with { Energy = CarEnergy.Unknown with { FuelMassKg = 64.5, FuelCapacityKg = 105 } };

        var fuel = Races.Believe(car).Fuel!;

        Assert.True(fuel.Measured);
        Assert.Equal(64.5, fuel.MassKg.Mean);
        Assert.Equal(105, fuel.CapacityKg);
    }

    [Fact]
    public void Fold_MeasuredLevelWithoutCapacity_IsOfTheUsualTank()
    {
        var car = Races.Car([]) with { Energy = CarEnergy.Unknown with { FuelLevel = 0.5 } };

        Assert.Equal(55, Races.Believe(car).Fuel!.MassKg.Mean);
    }

    [Fact]
    public void Fold_MeasuredOverLaps_LearnsTheBurn()
    {
        var times = Races.Stint(1, 30, 90, 0, () => 0);
        var estimator = Races.Estimator();
        var twins = TwinsState.Empty;
        for (var lap = 0; lap <= times.Length; lap++)
        {
            var car = Races.Car(times[..lap]) with { Energy = CarEnergy.Unknown with { FuelMassKg = 100 - (1.7 * lap) } };
            twins = estimator.Fold(twins, Races.Race(car), [], newSession: false);
        }

        var burn = twins.Belief.Cars[0].Fuel!.BurnKgPerLap;

        Assert.InRange(1.7, burn.Mean - (3 * burn.StandardDeviation), burn.Mean + (3 * burn.StandardDeviation));
        Assert.True(burn.StandardDeviation < Races.Circuit.FuelKgPerLap.StandardDeviation);
        Assert.True(Math.Abs(burn.Mean - 1.7) < Math.Abs(2 - 1.7));
    }

    [Fact]
    public void Fold_Refuelled_LearnsNothingFromTheRise()
    {
        var estimator = Races.Estimator();
        var low = Races.Car([90]) with { Energy = CarEnergy.Unknown with { FuelMassKg = 20 } };
        var high = Races.Car([90, 90]) with { Energy = CarEnergy.Unknown with { FuelMassKg = 80 } };

        var twins = estimator.Fold(TwinsState.Empty, Races.Race(low), [], newSession: false);
        twins = estimator.Fold(twins, Races.Race(high), [], newSession: false);

        Assert.Equal(Races.Circuit.FuelKgPerLap, twins.Belief.Cars[0].Fuel!.BurnKgPerLap);
    }

    [Fact]
    public void Fold_UnknownDistanceAndNoMeasurement_KnowsNoFuel()
    {
        var state = Races.Race(Races.Car([90, 90]));

        Assert.Null(Races.Fold(state with { Session = state.Session with { TotalLaps = null } }).Belief.Cars[0].Fuel);
    }
}
