using System.Globalization;

namespace DualTwin.Backtest.Fitting;

/// <summary>A node of a tree that grows: a leaf with its rows, until it is split.</summary>
internal sealed class GrownNode(int[] rows)
{
    private double _value;

    /// <summary>The rows at the node.</summary>
    public int[] Rows { get; } = rows;

    /// <summary>Sums of gradients and weights and counts by column and bin; dropped once the node is split.</summary>
    public Histogram? Histogram { get; set; }

    /// <summary>The best split found.</summary>
    public TreeSplit Best { get; set; }

    /// <summary>Child for rows in the split's bin and those below; null for a leaf.</summary>
    public GrownNode? Yes { get; private set; }

    /// <summary>Child for all others; null for a leaf.</summary>
    public GrownNode? No { get; private set; }

    public void Split(GrownNode yes, GrownNode no)
    {
        (Yes, No) = (yes, no);
        Histogram = null;
    }

    public void SetValues(Func<int[], double> valueOf)
    {
        if (Yes is null)
        {
            _value = valueOf(Rows);
            return;
        }

        Yes.SetValues(valueOf);
        No!.SetValues(valueOf);
    }

    /// <summary>Adds the tree's value to every row of the table.</summary>
    public void AddTo(double[] sums, BinnedTable table)
    {
        for (var row = 0; row < sums.Length; row++)
        {
            var node = this;
            while (node.Yes is not null)
            {
                node = table.Columns[node.Best.Column][row] <= node.Best.Bin ? node.Yes : node.No!;
            }

            sums[row] += node._value;
        }
    }

    public string ToText(BinnedTable table) => Yes is null
        ? string.Create(CultureInfo.InvariantCulture, $"={_value}")
        : string.Create(CultureInfo.InvariantCulture, $"{Best.Column}<{table.Above(Best.Column, Best.Bin)} {Yes.ToText(table)} {No!.ToText(table)}");
}
