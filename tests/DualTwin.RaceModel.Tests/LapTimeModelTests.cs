using CsCheck;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Sampling;

namespace DualTwin.RaceModel.Tests;

public sealed class LapTimeModelTests
{
    private static readonly Gen<(CircuitProfile Circuit, TyreCompound Compound)> Sets =
        Gen.Select(Gen.Int[0, CircuitCatalogue.All.Count - 1].Select(i => CircuitCatalogue.All[i]), Gen.Int[0, 4].Select(i => (TyreCompound)i));

    [Fact]
    public void TyreSeconds_OlderSet_IsNeverFaster() => Gen.Select(Sets, Gen.Double[0, 80], Gen.Double[0, 20]).Sample((set, age, more) =>
    {
        var compound = set.Circuit.Of(set.Compound);
        return LapTimeModel.TyreSeconds(compound, age + more, 1) >= LapTimeModel.TyreSeconds(compound, age, 1);
    });

    [Fact]
    public void CleanAirSeconds_MoreFuel_IsSlower() => Gen.Select(Sets, Gen.Double[0, 100], Gen.Double[0.1, 10]).Sample((set, fuel, more) =>
    {
        var field = SampledRaces.Field(1, set.Circuit.Name);
        double At(double kg) => LapTimeModel.CleanAirSeconds(field.Parameters, field.Parameters.Cars[0], set.Compound, 5, kg, 0);
        return At(fuel + more) > At(fuel);
    });

    [Fact]
    public void CleanAirSeconds_NewMediumWithMeanFuelInTheDry_IsThePaceOfTheCar()
    {
        var race = SampledRaces.Field(1).Parameters;

        var seconds = LapTimeModel.CleanAirSeconds(race, race.Cars[3], TyreCompound.Medium, 0, race.MeanFuelKg, 0);

        Assert.Equal(race.Cars[3].CleanAirPaceSeconds, seconds, precision: 9);
    }

    [Fact]
    public void TrackFactor_Wetter_SlicksLoseAndIntermediatesWin()
    {
        var field = CircuitCatalogue.Figures.Field;

        Assert.Equal(1, LapTimeModel.TrackFactor(field, TyreCompound.Hard, 0));
        Assert.True(LapTimeModel.TrackFactor(field, TyreCompound.Hard, 0.3) < LapTimeModel.TrackFactor(field, TyreCompound.Intermediate, 0.3));
        Assert.True(LapTimeModel.TrackFactor(field, TyreCompound.Hard, 0.8) > LapTimeModel.TrackFactor(field, TyreCompound.Intermediate, 0.8));
    }

    [Fact]
    public void PassChance_AtThePassingAdvantage_IsEven()
    {
        var (circuit, field) = (CircuitCatalogue.Generic, CircuitCatalogue.Figures.Field);

        Assert.Equal(0.5, RoadOrder.PassChance(circuit, field, circuit.PassingAdvantageSeconds, field.PassGapSeconds), precision: 9);
        Assert.True(RoadOrder.PassChance(circuit, field, 0, field.PassGapSeconds) < 0.2);
    }
}
