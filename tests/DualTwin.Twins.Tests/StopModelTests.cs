using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Stops;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;
using Compound = DualTwin.Telemetry.Values.Compound;

namespace DualTwin.Twins.Tests;

/// <summary>The fitted forecast of stops, with the figures that come with the program.</summary>
public sealed class StopModelTests
{
    private static readonly FieldEstimator Estimator = new(new TwinOptions { Circuit = _ => Races.Circuit, Stops = CircuitCatalogue.Stops });

    private static TwinsState Fold(params CarState[] cars) => Estimator.Fold(TwinsState.Empty, Races.Race(cars), [], newSession: false);

    private static TwinsState Then(TwinsState before, params CarState[] cars) => Estimator.Fold(before, Races.Race(cars), [], newSession: false);

    private static CarState Ran(string id, double lap = 90, int laps = 20) => Races.Car(Races.Stint(1, laps, lap, 0.05, () => 0), id);

    private static CarState Stopped(CarState car, bool? changed = true, bool red = false) => car with
    {
        PitVisits = [new PitVisit { Lap = car.Laps.Count - 3, TyresChanged = changed, LeftAt = TimeSpan.FromSeconds(1), TrackStatus = TrackStatus.Green, UnderRedFlag = red }],
    };

    [Fact]
    public void Fold_AnyCar_GivesAHazardForEachLapAndSetsThatSumToOne()
    {
        var belief = Fold(Ran("1"), Ran("2", 90.2)).Belief.Cars[0];

        Assert.Equal(Races.Laps - 20 - 1, belief.StopHazard.Length);
        Assert.All(belief.StopHazard, h => Assert.InRange(h, 0, 1));
        Assert.Equal(5, belief.NextCompound.Length);
        Assert.Equal(1, belief.NextCompound.Sum(), 9);
    }

    [Fact]
    public void Fold_OldSet_IsLikelierToComeOffThanAFreshOne()
    {
        var old = Fold(Ran("1", laps: 28), Ran("2", laps: 28)).Belief.Cars[0];
        var fresh = Fold(Ran("1", laps: 8), Ran("2", laps: 8)).Belief.Cars[0];

        Assert.True(old.StopHazard.Take(5).Sum() > 2 * fresh.StopHazard.Take(5).Sum());
    }

    [Fact]
    public void Fold_SafetyCarComesOutInMidLap_RenewsEverybodysForecastAtOnce()
    {
        var (mine, rival) = (Ran("1"), Ran("2", 90.2));
        var calm = Fold(mine, rival);
        var state = Races.Race(mine, rival) with { Track = TrackConditions.Unknown with { Status = TrackStatus.SafetyCar } };

        var after = Estimator.Fold(calm, state, [], newSession: false);

        Assert.All([0, 1], i => Assert.True(after.Belief.Cars[i].StopHazard[0] > 2 * calm.Belief.Cars[i].StopHazard[0]));
    }

    [Fact]
    public void Fold_DriveThrough_ChangesNobodysForecast()
    {
        var calm = Fold(Ran("1"), Ran("2", 90.2));
        var through = Fold(Stopped(Ran("1"), changed: false), Ran("2", 90.2));

        Assert.Equal(calm.Belief.Cars.Select(c => c.StopHazard), through.Belief.Cars.Select(c => c.StopHazard));
    }

    [Fact]
    public void Fold_ChangeUnderARedFlag_IsNoStopOfTheRace()
    {
        var calm = Fold(Ran("1"), Ran("2", 90.2));
        var red = Fold(Stopped(Ran("1"), red: true), Ran("2", 90.2));

        Assert.Equal(calm.Belief.Cars[1].StopHazard, red.Belief.Cars[1].StopHazard);
    }

    [Fact]
    public void Fold_PhantomStopTakenBack_LeavesNothingBehind()
    {
        var (mine, other) = (Ran("1"), Ran("2", 90.2));
        var phantom = Then(Fold(mine, other), Stopped(mine), other);

        var corrected = Then(phantom, Stopped(mine, changed: false), other);

        Assert.Equal(Fold(Stopped(mine, changed: false), other).Belief.Cars.Select(c => c.StopHazard), corrected.Belief.Cars.Select(c => c.StopHazard));
    }

    [Fact]
    public void Fold_RivalStops_RenewsEverybodysForecastAtOnce()
    {
        var (mine, rival) = (Ran("1"), Ran("2", 90.2));
        var before = Fold(mine, rival);

        var after = Then(before, mine, Stopped(rival));

        Assert.NotEqual(before.Belief.Cars[0].StopHazard, after.Belief.Cars[0].StopHazard);
        Assert.Equal(Fold(mine, Stopped(rival)).Belief.Cars[0].StopHazard, after.Belief.Cars[0].StopHazard);
    }

    [Fact]
    public void Fold_RetirementInThePitLane_EndsItsForecastAndRenewsTheOthers()
    {
        var (mine, rival) = (Ran("1"), Ran("2", 90.2));
        var retired = rival with { Status = CarStatus.Retired, PitVisits = [new PitVisit { Lap = 21, TyresChanged = false }] };

        var after = Then(Fold(mine, rival), mine, retired);

        Assert.Empty(after.Belief.Cars[1].StopHazard);
        Assert.Equal(Fold(mine, retired).Belief.Cars[0].StopHazard, after.Belief.Cars[0].StopHazard);
    }

    [Fact]
    public void Fold_LappedCar_EndsALapEarly()
    {
        var lapped = Ran("2", 94) with { Timing = Ran("2", 94).Timing with { GapToLeader = Gap.OfLaps(1) } };

        Assert.Equal(Races.Laps - 20 - 2, Fold(Ran("1"), lapped).Belief.Cars[1].StopHazard.Length);
    }

    [Fact]
    public void Fold_TeamStopsBothCarsInOneLap_ReckonsBothOnNewSets()
    {
        CarState In(string id) => Ran(id) with { PitVisits = [new PitVisit { Lap = 20 }], Status = CarStatus.InPitLane };

        var stayed = Fold(Ran("1"), Ran("2")).Belief;
        var stacked = Fold(In("1"), In("2")).Belief;

        for (var i = 0; i < 2; i++)
        {
            Assert.True(stacked.Cars[i].StopHazard.Take(5).Sum() < stayed.Cars[i].StopHazard.Take(5).Sum());
        }
    }

    [Fact]
    public void Fold_AgeOfTheSetNeverTold_CountsFromItsStint()
    {
        var untold = Ran("1") with { Tyres = CarTyres.Unknown with { Compound = Compound.Medium } };

        Assert.Equal(Fold(Ran("1"), Ran("2")).Belief.Cars[0].StopHazard, Fold(untold, Ran("2")).Belief.Cars[0].StopHazard);
    }

    [Fact]
    public void Fold_FieldGoesToIntermediates_MakesTheNextSetOne()
    {
        CarState On(string id) => Ran(id) with { Tyres = CarTyres.Unknown with { Compound = Compound.Intermediate, Age = 2 } };

        CarState[] wet = [Ran("1"), .. Enumerable.Range(2, 9).Select(i => Stopped(On(i.ToString(System.Globalization.CultureInfo.InvariantCulture))))];
        var dry = Fold([Ran("1"), .. Enumerable.Range(2, 9).Select(i => Ran(i.ToString(System.Globalization.CultureInfo.InvariantCulture)))]).Belief.Cars[0];
        var slicks = Fold(wet).Belief.Cars[0];

        Assert.True(slicks.NextCompound[(int)TyreCompound.Intermediate] > 3 * dry.NextCompound[(int)TyreCompound.Intermediate]);
        Assert.True(slicks.StopHazard[0] > dry.StopHazard[0]);
    }

    [Fact]
    public void Create_ModelOfOtherCovariates_SaysSo()
    {
        var figures = CircuitCatalogue.Figures.Stops! with { Covariates = ["age"], Next = Constant, Later = Constant, Compounds = [Constant, Constant, Constant, Constant, Constant] };

        var error = Assert.Throws<ArgumentException>(() => new FieldEstimator(new TwinOptions { Circuit = _ => Races.Circuit, Stops = new StopModel(figures) }));

        Assert.Contains("The model of stops rests on age", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_ModelWithoutTreesForEachCompound_SaysSo() =>
        Assert.Contains("2 compounds", Assert.Throws<FormatException>(() => new StopModel(CircuitCatalogue.Figures.Stops! with { Compounds = [Constant, Constant] })).Message, StringComparison.Ordinal);

    private static LogOddsFigures Constant => new() { Trees = new RaceModel.Laps.TreeFigures { Start = 0, Trees = [] }, Slope = 1, Offset = 0 };
}
