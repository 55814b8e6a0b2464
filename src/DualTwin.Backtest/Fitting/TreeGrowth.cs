namespace DualTwin.Backtest.Fitting;

/// <summary>Grows one tree, always at the leaf where a split gains most.</summary>
internal sealed class TreeGrowth(BinnedTable table, double[] gradients, double[] weights, TreeOptions options)
{
    public GrownNode Grow(int[] rows)
    {
        var root = new GrownNode(rows);
        Measure(root, Histogram.Of(table, rows, gradients, weights));
        var leaves = new List<GrownNode> { root };
        while (leaves.Count < options.Leaves && leaves.MaxBy(l => l.Best.Gain) is { Best.Gain: > 0 } leaf)
        {
            leaves.Remove(leaf);
            leaves.AddRange(Split(leaf));
        }

        return root;
    }

    private GrownNode[] Split(GrownNode leaf)
    {
        var bins = table.Columns[leaf.Best.Column];
        var yes = new GrownNode(Array.FindAll(leaf.Rows, row => bins[row] <= leaf.Best.Bin));
        var no = new GrownNode(Array.FindAll(leaf.Rows, row => bins[row] > leaf.Best.Bin));
        var (small, large) = yes.Rows.Length < no.Rows.Length ? (yes, no) : (no, yes);
        var histogram = Histogram.Of(table, small.Rows, gradients, weights);
        var rest = leaf.Histogram!.Less(histogram);
        Measure(small, histogram);
        Measure(large, rest);
        leaf.Split(yes, no);
        return [yes, no];
    }

    private void Measure(GrownNode node, Histogram histogram)
    {
        node.Histogram = histogram;
        node.Best = histogram.Best(table, options.FewestRows, options.Ridge);
    }
}
