using DualTwin.RaceModel.Laps;

namespace DualTwin.Backtest.Fitting;

/// <summary>
/// Gradient boosting (Friedman 2001) over binned covariates: each tree is grown on the gradient of the loss that those before it left, and
/// its leaves take the median (absolute loss) or mean (squared loss) of the residuals there, or the Newton step (logistic loss). No chance is in it.
/// </summary>
internal sealed class BoostedTreeFit
{
    private readonly BinnedTable _table;
    private readonly double[] _targets;
    private readonly double[] _weights;
    private readonly TreeOptions _options;
    private readonly double[] _sums;
    private readonly double[] _gradients;
    private readonly double[] _curvatures;

    private BoostedTreeFit(BinnedTable table, double[] targets, double[] weights, TreeOptions options)
    {
        _table = table;
        _targets = targets;
        _weights = weights;
        _options = options;
        _sums = new double[targets.Length];
        _gradients = new double[targets.Length];
        _curvatures = options.Loss == TreeLoss.Logistic ? new double[targets.Length] : weights;
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
        var start = Digits.Round(_options.Loss == TreeLoss.Logistic ? LogOdds(rows) : LeafValue(rows));
        Array.Fill(_sums, start);
        var trees = new List<string>();
        for (var t = 0; t < _options.Trees; t++)
        {
            foreach (var row in rows)
            {
                Differentiate(row);
            }

            var root = new TreeGrowth(_table, _gradients, _curvatures, _options).Grow(rows);
            root.SetValues(leafRows => Digits.Round(_options.Rate * LeafValue(leafRows)));
            root.AddTo(_sums, _table);
            trees.Add(root.ToText(_table));
        }

        return new TreeFigures { Start = start, Trees = trees };
    }

    // First derivative of the loss, with its sign turned, and second.
    private void Differentiate(int row)
    {
        if (_options.Loss == TreeLoss.Logistic)
        {
            var probability = 1 / (1 + Math.Exp(-_sums[row]));
            _gradients[row] = _weights[row] * (_targets[row] - probability);
            _curvatures[row] = _weights[row] * probability * (1 - probability);
            return;
        }

        var residual = _targets[row] - _sums[row];
        _gradients[row] = _weights[row] * (_options.Loss == TreeLoss.Absolute ? Math.Sign(residual) : residual);
    }

    private double LogOdds(ReadOnlySpan<int> rows)
    {
        var (yes, all) = (0.0, 0.0);
        foreach (var row in rows)
        {
            yes += _weights[row] * _targets[row];
            all += _weights[row];
        }

        return Math.Log(yes / (all - yes));
    }

    private double LeafValue(ReadOnlySpan<int> rows)
    {
        if (_options.Loss == TreeLoss.Absolute)
        {
            return WeightedMedian(rows);
        }

        var (sum, curvature) = (0.0, _options.Ridge);
        foreach (var row in rows)
        {
            sum += _options.Loss == TreeLoss.Logistic ? _gradients[row] : _weights[row] * (_targets[row] - _sums[row]);
            curvature += _curvatures[row];
        }

        return sum / curvature;
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
