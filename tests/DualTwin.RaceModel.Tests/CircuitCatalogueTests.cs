using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;

namespace DualTwin.RaceModel.Tests;

public sealed class CircuitCatalogueTests
{
    [Theory]
    [InlineData("Baku", "Baku")]
    [InlineData("baku city circuit", "Baku")]
    [InlineData("AZERBAIJAN GRAND PRIX", "Baku")]
    [InlineData(" Monaco ", "Monte Carlo")]
    [InlineData("São Paulo Grand Prix", "Interlagos")]
    [InlineData("Styrian Grand Prix", "Spielberg")]
    public void Find_AnyOfItsNames_GivesTheCircuit(string name, string expected) =>
        Assert.Equal(expected, CircuitCatalogue.Find(name)?.Name);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Nordschleife at night")]
    public void Find_UnknownName_GivesNull(string? name) => Assert.Null(CircuitCatalogue.Find(name));

    [Fact]
    public void All_NoTwoCircuits_ShareAName()
    {
        var names = CircuitCatalogue.All.SelectMany(c => c.Aliases.Append(c.Name)).ToArray();

        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void All_EveryFigure_LiesWhereSuchAFigureCanLie()
    {
        Assert.True(CircuitCatalogue.All.Count > 25);
        Assert.All(CircuitCatalogue.All.Append(CircuitCatalogue.Generic), c =>
        {
            Assert.InRange(c.ReferenceLapSeconds, 50, 130);
            Assert.InRange(c.RaceLaps, 40, 90);
            Assert.InRange(c.PitLossSeconds.Mean, 14, 32);
            Assert.InRange(c.PitLossSafetyCarSeconds.Mean, 3, c.PitLossSeconds.Mean);
            Assert.InRange(c.PitLossVirtualSafetyCarSeconds.Mean, 3, c.PitLossSeconds.Mean);
            Assert.InRange(c.FuelSecondsPerKg, 0.01, 0.06);
            Assert.InRange(c.FuelKgPerLap.Mean, 1, 3);
            Assert.InRange(c.SafetyCarPerLap, 0.001, 0.05);
            Assert.InRange(c.RetirementPerLap, 0.0003, 0.01);
            Assert.InRange(c.PassingAdvantageSeconds, 0.2, 6);
            Assert.InRange(c.LapNoiseSeconds, 0.1, 1);
            Assert.Equal(Enum.GetValues<TyreCompound>(), c.Compounds.Select(p => p.Compound));
        });
    }

    [Fact]
    public void Generic_HasNoLapLength() => Assert.Null(CircuitCatalogue.Generic.LapLengthMetres);
}
