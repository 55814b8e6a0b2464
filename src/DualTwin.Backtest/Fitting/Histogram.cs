namespace DualTwin.Backtest.Fitting;

/// <summary>Sums over the rows of a node, by column and bin.</summary>
internal sealed class Histogram
{
    private readonly double[] _gradients;
    private readonly double[] _weights;
    private readonly int[] _counts;
    private readonly int _columns;

    private Histogram(int columns)
    {
        _columns = columns;
        _gradients = new double[columns * BinnedTable.Bins];
        _weights = new double[columns * BinnedTable.Bins];
        _counts = new int[columns * BinnedTable.Bins];
    }

    public static Histogram Of(BinnedTable table, int[] rows, double[] gradients, double[] weights)
    {
        var histogram = new Histogram(table.Columns.Length);
        for (var c = 0; c < table.Columns.Length; c++)
        {
            var bins = table.Columns[c];
            var from = c * BinnedTable.Bins;
            foreach (var row in rows)
            {
                var at = from + bins[row];
                histogram._gradients[at] += gradients[row];
                histogram._weights[at] += weights[row];
                histogram._counts[at]++;
            }
        }

        return histogram;
    }

    /// <summary>The sums of the rows that are not in <paramref name="other"/>, a part of these.</summary>
    public Histogram Less(Histogram other)
    {
        var rest = new Histogram(_columns);
        for (var i = 0; i < _counts.Length; i++)
        {
            rest._gradients[i] = _gradients[i] - other._gradients[i];
            rest._weights[i] = _weights[i] - other._weights[i];
            rest._counts[i] = _counts[i] - other._counts[i];
        }

        return rest;
    }

    /// <summary>The split that lowers the loss most, with at least <paramref name="fewest"/> rows on either side, leaves being drawn to 0 with the weight <paramref name="ridge"/>.</summary>
    public TreeSplit Best(BinnedTable table, int fewest, double ridge)
    {
        var best = default(TreeSplit);
        for (var c = 0; c < _columns; c++)
        {
            best = Best(table, c, fewest, ridge, best);
        }

        return best;
    }

    private TreeSplit Best(BinnedTable table, int column, int fewest, double ridge, TreeSplit best)
    {
        var from = column * BinnedTable.Bins;
        var (gradient, weight, count) = (0.0, 0.0, 0);
        for (var b = from; b < from + BinnedTable.Bins; b++)
        {
            gradient += _gradients[b];
            weight += _weights[b];
            count += _counts[b];
        }

        var whole = gradient * gradient / (weight + ridge);
        var (left, leftWeight, leftCount) = (0.0, 0.0, 0);
        for (var b = 0; b < BinnedTable.Bins - 1 && table.Above(column, b) is not null; b++)
        {
            left += _gradients[from + b];
            leftWeight += _weights[from + b];
            leftCount += _counts[from + b];
            if (leftCount < fewest || count - leftCount < fewest)
            {
                continue;
            }

            var right = gradient - left;
            var gain = (left * left / (leftWeight + ridge)) + (right * right / (weight - leftWeight + ridge)) - whole;
            best = gain > best.Gain ? new TreeSplit(gain, column, b) : best;
        }

        return best;
    }
}
