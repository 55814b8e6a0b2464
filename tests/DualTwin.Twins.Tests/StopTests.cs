using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;
using Compound = DualTwin.Telemetry.Values.Compound;

namespace DualTwin.Twins.Tests;

public sealed class StopTests
{
    [Fact]
    public void Fold_StopsDearerThanUsual_MovesThePitLossTowardsThem()
    {
        var random = new Random(5);
        var cars = Enumerable.Range(1, 12).Select(i => OneStop(i, 25 + (1.5 * Races.Normal(random)), random)).ToArray();

        var loss = Races.Fold(Races.Race(cars)).Belief.PitLossSeconds!.Value;

        Assert.InRange(25, loss.Mean - (3 * loss.StandardDeviation), loss.Mean + (3 * loss.StandardDeviation));
        Assert.True(loss.StandardDeviation < Races.Circuit.PitLossSeconds.StandardDeviation);
    }

    [Fact]
    public void Fold_OneStopWithALongRepair_HardlyMovesThePitLoss()
    {
        var random = new Random(5);
        var cars = Enumerable.Range(1, 8).Select(i => OneStop(i, i == 1 ? 80 : 22, random)).ToArray();

        Assert.Equal(22, Races.Fold(Races.Race(cars)).Belief.PitLossSeconds!.Value.Mean, 1.0);
    }

    [Fact]
    public void Fold_PassThroughThePitLaneWithoutNewTyres_IsNoStopLoss()
    {
        var car = OneStop(1, 60, new Random(1));
        var passed = car with { Stints = [car.Stints[0] with { EndLap = null }], Laps = car.Laps.ConvertAll(l => l with { TyreAge = l.Lap, Compound = Compound.Medium }) };

        Assert.Equal(Races.Circuit.PitLossSeconds, Races.Fold(Races.Race(passed)).Belief.PitLossSeconds);
    }

    [Fact]
    public void Fold_OlderTyres_NeverMakeAStopLessLikely()
    {
        var car = Races.Car(Races.Stint(1, 20, 90, 0.05, () => 0));
        var last = 0.0;
        for (var age = 0; age < 60; age++)
        {
            var hazard = Races.Believe(car with { Tyres = car.Tyres with { Age = age } }).StopHazard[0];
            Assert.True(hazard >= last, $"hazard fell to {hazard} at age {age}");
            last = hazard;
        }
    }

    [Fact]
    public void Fold_SafetyCarOut_MakesAStopMoreLikelyAtOnce()
    {
        var car = Races.Car(Races.Stint(1, 20, 90, 0.05, () => 0));
        var green = Races.Race(car);

        var calm = Races.Fold(green).Belief.Cars[0].StopHazard;
        var neutral = Races.Fold(green with { Track = TrackConditions.Unknown with { Status = TrackStatus.SafetyCar } }).Belief.Cars[0].StopHazard;

        Assert.True(neutral[0] > 3 * calm[0]);
        Assert.Equal(calm[^1], neutral[^1], 0.01);
    }

    [Fact]
    public void Fold_SafetyCarOutForLong_MakesAStopLessLikelyThanAFreshOne()
    {
        var car = Races.Car(Races.Stint(1, 20, 90, 0.05, () => 0));
        var state = Races.Race(car) with { Track = TrackConditions.Unknown with { Status = TrackStatus.SafetyCar } };
        SessionEvent Deployed(int lap) => new() { Id = 1, Lap = lap, Type = EventTypes.SafetyCarDeployed, Text = "Safety car deployed." };

        var fresh = Races.Estimator().Fold(TwinsState.Empty, state, [Deployed(21)], newSession: false).Belief.Cars[0].StopHazard[0];
        var old = Races.Estimator().Fold(TwinsState.Empty, state, [Deployed(16)], newSession: false).Belief.Cars[0].StopHazard[0];

        Assert.True(fresh > 2 * old);
    }

    [Fact]
    public void Fold_SecondCompoundStillOwed_MakesAStopMoreLikely()
    {
        var random = new Random(2);
        var done = OneStop(1, 22, random);
        var owes = done with { Stints = done.Stints.ConvertAll(s => s with { Compound = Compound.Hard }) };

        Assert.True(Races.Believe(owes).StopHazard[0] > Races.Believe(done).StopHazard[0]);
        Assert.Equal([TyreCompound.Medium, TyreCompound.Hard], Races.Believe(done).CompoundsUsed);
    }

    [Fact]
    public void Fold_LastLap_HasNoStopToCome() =>
        Assert.Empty(Races.Believe(Races.Car(Races.Stint(1, Races.Laps - 1, 90, 0, () => 0))).StopHazard);

    [Fact]
    public void Fold_RetiredCar_HasNoStopToCome() =>
        Assert.Empty(Races.Believe(Races.Car(Races.Stint(1, 20, 90, 0, () => 0)) with { Status = CarStatus.Retired }).StopHazard);

    [Fact]
    public void Fold_CarInThePitsThisLap_StopsAlmostSurely()
    {
        var car = Races.Car(Races.Stint(1, 20, 90, 0.05, () => 0)) with { Status = CarStatus.InPitLane };

        var belief = Races.Believe(car with { PitVisits = [new PitVisit { Lap = 21 }] });

        Assert.InRange(belief.StopHazard[0], 0.9, 1);
    }

    [Fact]
    public void Fold_StopNotYetInTheStints_ReckonsWithNewTyres()
    {
        var car = Races.Car(Races.Stint(1, 20, 90, 0.05, () => 0));

        var stayed = Races.Believe(car);
        var stopped = Races.Believe(car with { PitVisits = [new PitVisit { Lap = 20 }], Status = CarStatus.InPitLane });

        Assert.True(stopped.StopHazard[0] < stayed.StopHazard[0] / 2);
    }

    [Fact]
    public void Fold_HalfTheFieldOnIntermediates_TellsWet()
    {
        CarState On(string id, Compound? compound) => Races.Car(id, new StintDriven(Compound.Medium, [])) with
        {
            Tyres = CarTyres.Unknown with { Compound = compound },
        };

        Assert.True(Races.Fold(Races.Race(On("1", Compound.Intermediate), On("2", Compound.Wet), On("3", Compound.Soft))).Belief.Wet);
        Assert.False(Races.Fold(Races.Race(On("1", Compound.Soft), On("2", null))).Belief.Wet);
        Assert.Null(Races.Fold(Races.Race(On("1", null))).Belief.Wet);
    }

    internal static CarState OneStop(int id, double loss, Random random)
    {
        double Noise() => 0.2 * Races.Normal(random);
        var first = Races.Stint(1, 20, 90, 0.05, Noise);
        var second = Races.Stint(21, 10, 90.4, 0.03, Noise);
        first[^1] += loss * 0.3;
        second[0] += loss * 0.7;
        return Races.Car(id.ToString(), new StintDriven(Compound.Medium, first), new StintDriven(Compound.Hard, second));
    }
}
