using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Fitting;
using DualTwin.RaceModel.Circuits;

namespace DualTwin.Backtest.Tests;

public sealed class RaceFigureFitterTests
{
    [Fact]
    public void Fit_RecordedRaces_GivesTheCommittedFigures()
    {
        var archive = RaceArchive.Load(TestData.Races());

        var fitted = RaceFigureFitter.Fit(archive, CircuitCatalogue.Figures.Provenance.FittedOn);

        Assert.Equal(Text(CircuitCatalogue.Figures), Text(fitted));
    }

    [Fact]
    public void Fit_NoRaces_SaysSo()
    {
        var error = Assert.Throws<InvalidDataException>(() => RaceFigureFitter.Fit(RaceArchive.Of([]), new DateOnly(2026, 1, 1)));

        Assert.Contains("no race on a known circuit", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WriteAndRead_Figures_KeepsThem()
    {
        var text = Text(CircuitCatalogue.Figures);

        using var written = new MemoryStream();
        RaceFiguresFile.Write(CircuitCatalogue.Figures, written);
        written.Position = 0;

        Assert.Equal(text, Text(RaceFiguresFile.Read(written)));
    }

    [Theory]
    [InlineData("{", "cannot be read")]
    [InlineData("null", "holds null")]
    [InlineData("{}", "missing required properties")]
    public void Read_NotSuchAFile_SaysSo(string text, string expected)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));

        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => RaceFiguresFile.Read(stream)).Message, StringComparison.Ordinal);
    }

    private static string Text(RaceFigures figures)
    {
        using var stream = new MemoryStream();
        RaceFiguresFile.Write(figures, stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
