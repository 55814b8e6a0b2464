using DualTwin.RaceModel.Laps;

namespace DualTwin.Backtest.Fitting;

/// <summary>
/// Gradient boosting (Friedman 2001) over binned covariates: each tree is grown on the gradient of the loss that those before it left, and
/// its leaves take the median (absolute loss) or mean (squared loss) of the residuals there. No chance is in it.
/// </summary>
internal sealed class BoostedTreeFit
{
    private readonly BinnedTable _table;
    private readonly double[] _targets;
    private readonly double[] _weights;
    private readonly TreeOptions _options;
    private readonly double[] _sums;
    private readonly double[] _gradients;

    private BoostedTreeFit(BinnedTable table, double[] targets, double[] weights, TreeOptions options)
    {
        _table = table;
        _targets = targets;
        _weights = weights;
        _options = options;
        _sums = new double[targets.Length];
        _gradients = new double[targets.Length];
    }

    /// <summary>Fits the rows named in <paramref name="rows"/> and predicts all rows of the table on the way.</summary>
    public static (TreeFigures Figures, double[] Predicted) Fit(BinnedTable table, double[] targets, double[] weights, int[] rows, TreeOptions options)
    {
        var fit = new BoostedTreeFit(table, targets, weights, options);
        var figures = fit.Run(rows);
        return (figures, fit._sums);
    }

    private TreeFigures Run(int[] rows)
    {
        var start = Digits.Round(LeafValue(rows));
        Array.Fill(_sums, start);
        var trees = new List<string>();
        for (var t = 0; t < _options.Trees; t++)
        {
            foreach (var row in rows)
            {
                var residual = _targets[row] - _sums[row];
                _gradients[row] = _weights[row] * (_options.Absolute ? Math.Sign(residual) : residual);
            }

            var root = new TreeGrowth(_table, _gradients, _weights, _options).Grow(rows);
            root.SetValues(leafRows => Digits.Round(_options.Rate * LeafValue(leafRows)));
            root.AddTo(_sums, _table);
            trees.Add(root.ToText(_table));
        }

        return new TreeFigures { Start = start, Trees = trees };
    }

    private double LeafValue(ReadOnlySpan<int> rows)
    {
        if (!_options.Absolute)
        {
            var (sum, weight) = (0.0, 0.0);
            foreach (var row in rows)
            {
                sum += _weights[row] * (_targets[row] - _sums[row]);
                weight += _weights[row];
            }

            return sum / weight;
        }

        return WeightedMedian(rows);
    }

    private double WeightedMedian(ReadOnlySpan<int> rows)
    {
        var residuals = new double[rows.Length];
        var weights = new double[rows.Length];
        var all = 0.0;
        for (var i = 0; i < rows.Length; i++)
        {
            residuals[i] = _targets[rows[i]] - _sums[rows[i]];
            weights[i] = _weights[rows[i]];
            all += weights[i];
        }

        Array.Sort(residuals, weights);
        var below = 0.0;
        for (var i = 0; i < residuals.Length; i++)
        {
            below += weights[i];
            if (below >= all / 2)
            {
                return residuals[i];
            }
        }

        return 0;
    }
}
