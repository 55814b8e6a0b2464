using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Laps;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Twins.Tests;

public sealed class NextLapTests
{
    private static readonly FieldEstimator Estimator =
        new(new TwinOptions { Circuit = _ => Races.Circuit, NextLap = CircuitCatalogue.NextLap });

    [Fact]
    public void Fold_SteadyCarAlone_DrivesTheNextLapLikeTheLast()
    {
        var next = Believe(Steady("1", 90)).NextLap!;

        Assert.InRange(next.MedianSeconds, 89.7, 90.3);
        Assert.True(next.P10Seconds < next.MedianSeconds && next.MedianSeconds < next.P90Seconds);
        Assert.Equal(0, next.TrafficSeconds!.Value, 9);
    }

    [Fact]
    public void Fold_OneSlowLap_IsNotTakenForPace()
    {
        var car = Steady("1", 90);

        var next = Believe(WithLast(car, 94)).NextLap!;

        Assert.InRange(next.MedianSeconds, 89.5, 91.5);
    }

    [Fact]
    public void Fold_CloseBehindASlowerCar_IsHeldUp()
    {
        var ahead = Steady("1", 91.5);
        var behind = Behind(Steady("2", 90), ahead, seconds: 0.8);

        var next = Fold(ahead, behind).Belief.Cars[1].NextLap!;

        Assert.True(next.TrafficSeconds > 0.1, $"traffic {next.TrafficSeconds}");
    }

    [Fact]
    public void Fold_TermsOfTheNextLap_AreThoseOfTheCarsTrend()
    {
        var next = Believe(Races.Car(Races.Stint(1, 20, 90, 0.05, () => 0))).NextLap!;

        Assert.Equal(Races.Fuel(21), next.FuelSeconds!.Value, 6);
        Assert.InRange(next.TyreSeconds!.Value, 0.3, 1.5);
    }

    [Fact]
    public void Fold_BetweenTwoLaps_KeepsTheForecast()
    {
        var car = Steady("1", 90);
        var twins = Estimator.Fold(TwinsState.Empty, Races.Race(car), [], newSession: false);

        var later = Estimator.Fold(twins, Races.Race(car with { Motion = CarMotion.Unknown with { SpeedKph = 250 } }), [], newSession: false);

        Assert.Same(twins.Belief.Cars[0].NextLap, later.Belief.Cars[0].NextLap);
    }

    [Fact]
    public void Fold_CorrectedLap_GivesWhatTheCorrectHistoryGives()
    {
        var car = Steady("1", 90);
        var wrong = Estimator.Fold(TwinsState.Empty, Races.Race(WithLast(car, 97)), [], newSession: false);

        var corrected = Estimator.Fold(wrong, Races.Race(car), [], newSession: false);

        Assert.Equal(Believe(car).NextLap, corrected.Belief.Cars[0].NextLap);
        Assert.NotEqual(wrong.Belief.Cars[0].NextLap, corrected.Belief.Cars[0].NextLap);
    }

    [Fact]
    public void Fold_LapIntoThePits_LeavesTheNextToTheTrend()
    {
        var car = Steady("1", 90);
        var pitted = car with { Laps = car.Laps.SetItem(19, car.Laps[19] with { PitIn = true }) };

        var next = Believe(pitted).NextLap!;

        Assert.Null(next.TrafficSeconds);
        Assert.NotNull(next.FuelSeconds);
    }

    [Fact]
    public void Create_ModelOfOtherCovariates_IsRefused()
    {
        var figures = CircuitCatalogue.Figures.NextLap! with { Covariates = [.. CircuitCatalogue.Figures.NextLap!.Covariates.Reverse()] };

        var error = Assert.Throws<ArgumentException>(() => new FieldEstimator(new TwinOptions { Circuit = _ => Races.Circuit, NextLap = new NextLapModel(figures) }));

        Assert.Contains("Fit the figures again", error.Message, StringComparison.Ordinal);
    }

    // Equal laps but for a ripple: fuel and wear cancel.
    private static CarState Steady(string id, double seconds) =>
        Races.Car([.. Enumerable.Range(0, 20).Select(i => seconds + (0.05 * Math.Sin(i)))], id);

    private static CarState WithLast(CarState car, double seconds) =>
        car with { Laps = car.Laps.SetItem(19, car.Laps[19] with { LapTime = TimeSpan.FromSeconds(seconds) }) };

    private static CarState Behind(CarState car, CarState ahead, double seconds) => car with
    {
        Laps = car.Laps.ConvertAll(l => l with { Interval = TimeSpan.FromSeconds(seconds), Position = 2 }),
        Timing = car.Timing with { LastCrossing = ahead.Timing.LastCrossing + TimeSpan.FromSeconds(seconds), Position = 2, GapToLeader = Gap.Of(TimeSpan.FromSeconds(seconds)) },
    };

    private static TwinsState Fold(params CarState[] cars) => Estimator.Fold(TwinsState.Empty, Races.Race(cars), [], newSession: false);

    private static CarBelief Believe(CarState car) => Fold(car).Belief.Cars[0];
}
