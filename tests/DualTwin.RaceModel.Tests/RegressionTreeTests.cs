using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Laps;

namespace DualTwin.RaceModel.Tests;

public sealed class RegressionTreeTests
{
    private const string Text = "1<0.5 =-1 0<2 =0.25 =3";

    [Theory]
    [InlineData(0, 0.4, -1)]
    [InlineData(0, double.NaN, -1)]
    [InlineData(1, 0.5, 0.25)]
    [InlineData(2, 0.5, 3)]
    [InlineData(double.NaN, 0.6, 0.25)]
    public void Predict_FollowsTheQuestions(double first, double second, double expected) =>
        Assert.Equal(expected, RegressionTree.Parse(Text, 2).Predict([first, second]));

    [Fact]
    public void ToString_OfAParsedTree_IsItsText() => Assert.Equal(Text, RegressionTree.Parse(Text, 2).ToString());

    [Theory]
    [InlineData("1<0.5 =-1", "ends before its last leaf")]
    [InlineData("=1 =2", "goes on after its last leaf")]
    [InlineData("2<0.5 =-1 =1", "neither a leaf nor a question about one of 2 covariates")]
    [InlineData("leaf", "neither a leaf nor a question")]
    [InlineData("=much", "where a number was expected")]
    public void Parse_NoTree_SaysSo(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => RegressionTree.Parse(text, 2)).Message, StringComparison.Ordinal);

    [Fact]
    public void Predict_NextLap_AddsTreesInSecondsPerReferenceLap()
    {
        var model = new NextLapModel(new NextLapFigures
        {
            Covariates = ["a"],
            Median = new TreeFigures { Start = 0.1, Trees = ["0<0 =-0.5 =0.2", "=0.1"] },
            LogSpread = new TreeFigures { Start = 0, Trees = [] },
            LowQuantile = -1.5,
            HighQuantile = 2,
        });

        var (median, low, high) = model.Predict([1], referenceSeconds: 45);

        Assert.Equal(45.2, median, 5);
        Assert.Equal(45.2 - 0.75, low, 5);
        Assert.Equal(46.2, high, 5);
    }

    [Fact]
    public void Predict_RowsThatDifferInTheirFirst_IsWhatEachAloneTells()
    {
        string[] texts = ["1<0.5 =-1 0<2 =0.25 =3", "1<0.7 =0.1 =0.3", "0<1 1<0.5 =5 =6 =7"];
        var trees = new BoostedTrees(0.1, texts, 2);
        double[] rows = [0, 0.6, 2, 0.6, double.NaN, 0.6];
        var sums = new double[3];

        trees.Predict(rows, 1, sums);

        Assert.Equal([trees.Predict(rows.AsSpan(0, 2)), trees.Predict(rows.AsSpan(2, 2)), trees.Predict(rows.AsSpan(4, 2))], sums);
    }

    [Fact]
    public void CommittedFigures_HoldAModelOfTheNextLap()
    {
        Assert.NotNull(CircuitCatalogue.NextLap);
        Assert.True(CircuitCatalogue.Figures.NextLap!.LowQuantile < 0);
        Assert.True(CircuitCatalogue.Figures.NextLap!.HighQuantile > 0);
    }
}
