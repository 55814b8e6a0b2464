using DualTwin.Backtest.Fitting;
using DualTwin.RaceModel.Laps;
using DualTwin.RaceModel.Sampling;

namespace DualTwin.Backtest.Tests;

public sealed class BoostedTreeFitTests
{
    private static readonly TreeOptions Options = new(Trees: 60, Leaves: 6, FewestRows: 20, Rate: 0.2, Absolute: true);

    [Fact]
    public void Fit_StepInOneCovariate_IsFoundThroughNoiseAndOutliers()
    {
        var (rows, targets) = Data(seed: 3);

        var (figures, _) = Fit(rows, targets);

        var trees = new BoostedTrees(figures.Start, figures.Trees, 2);
        Assert.InRange(trees.Predict([-0.5, 0]), -1.1, -0.9);
        Assert.InRange(trees.Predict([0.5, 0]), 0.9, 1.1);
        Assert.InRange(trees.Predict([double.NaN, 0]), 1.9, 2.1);
    }

    [Fact]
    public void Fit_TreesAsText_PredictWhatTheFitPredicted()
    {
        var (rows, targets) = Data(seed: 4);

        var (figures, predicted) = Fit(rows, targets);

        var trees = new BoostedTrees(figures.Start, figures.Trees, 2);
        for (var i = 0; i < rows.Count; i += 37)
        {
            Assert.Equal(predicted[i], trees.Predict([rows[i][0], rows[i][1]]), 5);
        }
    }

    [Fact]
    public void Fit_EqualData_GivesEqualTrees()
    {
        var (rows, targets) = Data(seed: 5);

        Assert.Equal(Fit(rows, targets).Figures.Trees, Fit(rows, targets).Figures.Trees);
    }

    private static (TreeFigures Figures, double[] Predicted) Fit(List<float[]> rows, double[] targets)
    {
        int[] all = [.. Enumerable.Range(0, rows.Count)];
        return BoostedTreeFit.Fit(new BinnedTable(rows), targets, [.. all.Select(_ => 1.0)], all, Options);
    }

    // −1 below zero, 1 above, 2 where the first covariate is unknown; a tenth of the targets is far off.
    private static (List<float[]> Rows, double[] Targets) Data(ulong seed)
    {
        var random = new SeededRandom(seed);
        var rows = new List<float[]>();
        var targets = new List<double>();
        for (var i = 0; i < 3000; i++)
        {
            var x = i % 5 == 0 ? float.NaN : (float)((2 * random.NextDouble()) - 1);
            rows.Add([x, (float)random.NextDouble()]);
            var truth = float.IsNaN(x) ? 2 : x < 0 ? -1 : 1;
            targets.Add(truth + (0.2 * (random.NextDouble() - 0.5)) + (i % 10 == 3 ? 30 : 0));
        }

        return (rows, [.. targets]);
    }
}
