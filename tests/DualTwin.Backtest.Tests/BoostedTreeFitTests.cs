using DualTwin.Backtest.Fitting;
using DualTwin.RaceModel.Laps;
using DualTwin.RaceModel.Sampling;

namespace DualTwin.Backtest.Tests;

public sealed class BoostedTreeFitTests
{
    private static readonly TreeOptions Options = new(Trees: 60, Leaves: 6, FewestRows: 20, Rate: 0.2, TreeLoss.Absolute);

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

    [Fact]
    public void Fit_YesOrNo_GivesTheLogOddsOfEachSide()
    {
        var random = new SeededRandom(6);
        var rows = Enumerable.Range(0, 8000).Select(_ => new[] { (float)((2 * random.NextDouble()) - 1), 0f }).ToList();
        double[] happened = [.. rows.Select(r => random.NextDouble() < (r[0] < 0 ? 0.02 : 0.3) ? 1.0 : 0.0)];

        int[] all = [.. Enumerable.Range(0, rows.Count)];
        var options = Options with { Loss = TreeLoss.Logistic, Ridge = 2 };
        var (figures, _) = BoostedTreeFit.Fit(new BinnedTable(rows), happened, [.. all.Select(_ => 1.0)], all, options);

        var trees = new BoostedTrees(figures.Start, figures.Trees, 2);
        double Mean(Func<float, bool> side) => rows.Where(r => side(r[0])).Average(r => 1 / (1 + Math.Exp(-trees.Predict([r[0], 0]))));
        Assert.InRange(Mean(x => x < 0), 0.012, 0.028);
        Assert.InRange(Mean(x => x >= 0), 0.28, 0.32);
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
