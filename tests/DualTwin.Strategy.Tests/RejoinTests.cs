using CsCheck;
using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Stops;

namespace DualTwin.Strategy.Tests;

public sealed class RejoinTests
{
    private static Rejoin Forecast(RaceBelief race, string carId = "1") =>
        RejoinForecaster.Forecast(race, race.Cars.Single(c => c.CarId == carId)) ?? throw new InvalidOperationException("No forecast.");

    [Fact]
    public void Forecast_OneCarInsideThePitLossAndOneFarBehind_ComesBackBetweenThem()
    {
        var rejoin = Forecast(Beliefs.Race(Beliefs.Car("1", 1, 0, hazard: 0), Beliefs.Car("2", 2, 10, hazard: 0), Beliefs.Car("3", 3, 40, hazard: 0)));

        Assert.Equal(2, rejoin.Median);
        Assert.Equal("2", rejoin.AheadCarId);
        var gain = rejoin.BehindGapSeconds!.Value - 18;
        Assert.InRange(gain, 0, 4);
        Assert.Equal(12 - gain, rejoin.AheadGapSeconds!.Value, 1e-9);
        Assert.Equal("3", rejoin.BehindCarId);
    }

    [Fact]
    public void Forecast_RivalWhoSurelyStopsToo_StaysBehind()
    {
        var race = Beliefs.Race(Beliefs.Car("1", 1, 0, hazard: 0), Beliefs.Car("2", 2, 10, hazard: 1));

        Assert.InRange(Forecast(race).Mean, 1, 1.01);
    }

    [Fact]
    public void Forecast_RivalOnItsOutLap_HasItsStopBehindIt()
    {
        var stopped = Beliefs.Car("2", 2, 12, hazard: 0) with { OnOutLap = true };

        Assert.True(Forecast(Beliefs.Race(Beliefs.Car("1", 1, 0, hazard: 0), stopped)).Mean < 1.2);
    }

    [Fact]
    public void Forecast_LappedCarAheadOnTheRoad_TakesNoPlace()
    {
        var lapped = Beliefs.Car("2", 2, 85, hazard: 0) with { LapsCompleted = 19, LastCrossingSeconds = 1795 };

        Assert.InRange(Forecast(Beliefs.Race(Beliefs.Car("1", 1, 0, hazard: 0), lapped)).Mean, 1, 1.01);
    }

    [Fact]
    public void Forecast_UnderASafetyCar_CostsFewerPlaces()
    {
        var race = Beliefs.Race(Beliefs.Car("1", 1, 0, hazard: 0), Beliefs.Car("2", 2, 6, hazard: 0), Beliefs.Car("3", 3, 17, hazard: 0));

        Assert.True(Forecast(race with { Neutralisation = Neutralisation.SafetyCar }).Mean < Forecast(race).Mean - 0.8);
    }

    [Fact]
    public void Forecast_UnknownPaceOrPlace_SaysNothing()
    {
        var race = Beliefs.Race(Beliefs.Car("1", 1, 0));

        Assert.Null(RejoinForecaster.Forecast(race, race.Cars[0] with { NextLapSeconds = null }));
        Assert.Null(RejoinForecaster.Forecast(race, race.Cars[0] with { LastCrossingSeconds = null }));
        Assert.Null(RejoinForecaster.Forecast(race, race.Cars[0] with { Running = false }));
        Assert.Null(RejoinForecaster.Forecast(race with { PitLossSeconds = null }, race.Cars[0]));
    }

    [Fact]
    public void Forecast_AnyField_IsADistributionThatADearerStopMovesBack() =>
        Gen.Select(Gen.Double[0, 60].Array[1, 12], Gen.Double[0, 0.3], Gen.Double[5, 30]).Sample((gaps, hazard, more) =>
        {
            var cars = gaps.Select((gap, i) => Beliefs.Car($"{i + 2}", i + 2, gap, hazard: hazard));
            var race = Beliefs.Race([Beliefs.Car("1", 1, 0, hazard: hazard), .. cars]);
            var rejoin = Forecast(race);

            Assert.Equal(1, rejoin.Places.Sum(), 9);
            Assert.All(rejoin.Places, p => Assert.InRange(p, 0, 1));
            Assert.True(rejoin.P10 <= rejoin.Median && rejoin.Median <= rejoin.P90);

            // Rivals that stop pay the same, so only their chance to stay out may move ours back.
            var dearer = Forecast(race with { PitLossSeconds = new Estimate(22 + more, 1) });
            Assert.True(dearer.Mean >= rejoin.Mean - 0.02, $"{dearer.Mean} < {rejoin.Mean}");
        });
}
