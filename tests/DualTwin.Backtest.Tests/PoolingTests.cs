using DualTwin.Backtest.Fitting;
using DualTwin.RaceModel.Sampling;

namespace DualTwin.Backtest.Tests;

public sealed class PoolingTests
{
    [Fact]
    public void PartialPooling_GroupsThatDiffer_KeepTheirMeansAndFewDataLean()
    {
        var random = new SeededRandom(1);
        var values = new List<(string, double)>();
        for (var group = 0; group < 40; group++)
        {
            var mean = 20 + (3 * random.NextNormal());
            values.AddRange(Enumerable.Range(0, 20).Select(_ => ($"{group}", mean + random.NextNormal())));
        }

        values.Add(("lone", 26));
        var pool = new PartialPooling(values);
        var own = values.Where(v => v.Item1 == "0").Average(v => v.Item2);

        Assert.Equal(20, pool.Mean, tolerance: 1.5);
        Assert.Equal(own, pool.Of("0").Mean, tolerance: 0.1);
        Assert.Equal(1, pool.Of("0").StandardDeviation, tolerance: 0.15);
        Assert.InRange(pool.Of("lone").Mean, pool.Mean + 3, 25.9);
        Assert.Equal(pool.Generic, pool.Of("unheard of"));
        Assert.InRange(pool.Generic.StandardDeviation, 2.3, 4);
    }

    [Fact]
    public void PartialPooling_GroupsThatDoNotDiffer_TakeThePool()
    {
        var pool = new PartialPooling([("a", 1), ("a", 3), ("b", 2), ("b", 2.2), ("c", 3), ("c", 1.1)]);

        Assert.Equal(pool.Mean, pool.Of("a").Mean, tolerance: 1e-9);
    }

    [Fact]
    public void PartialPooling_NoValues_Throws() => Assert.Throws<InvalidDataException>(() => new PartialPooling([]));

    [Fact]
    public void RatePooling_CountsWithinChance_TakeTheCommonRate()
    {
        var pool = new RatePooling([("a", 1, 100), ("b", 2, 100), ("c", 1, 100)]);

        Assert.Equal(4 / 300.0, pool.Rate, tolerance: 1e-12);
        Assert.Equal(pool.Rate, pool.Of("b"), tolerance: 1e-12);
    }

    [Fact]
    public void RatePooling_CountsBeyondChance_KeepMostOfTheirOwn()
    {
        var pool = new RatePooling([("a", 0, 100), ("b", 90, 100), ("c", 2, 100), ("d", 1, 100)]);

        Assert.InRange(pool.Of("b"), 0.7, 0.9);
        Assert.InRange(pool.Of("a"), 0, 0.05);
    }

    [Fact]
    public void GroupedRegression_WildValues_DoNotMoveTheSlope()
    {
        var random = new SeededRandom(3);
        var groups = Enumerable.Range(0, 300).Select(i => i % 3).ToArray();
        var rows = Enumerable.Range(0, 300).Select(i => new[] { i / 3.0 }).ToArray();
        var values = rows.Select((r, i) => (10 * groups[i]) + (0.05 * r[0]) + (0.1 * random.NextNormal()) + (i % 20 == 0 ? 30 : 0)).ToArray();

        var fit = GroupedRegression.Fit(groups, rows, values);

        Assert.Equal(0.05, fit.Coefficients[0], tolerance: 0.002);
        Assert.Equal(10, fit.Intercepts[1] - fit.Intercepts[0], tolerance: 0.1);
        Assert.Equal(0.1, fit.Scale, tolerance: 0.03);
    }
}
