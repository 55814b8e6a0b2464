namespace DualTwin.Backtest.Fitting;

/// <summary>Covariates sorted into bins of about equal numbers, column by column; bin 0 holds what is unknown.</summary>
internal sealed class BinnedTable
{
    /// <summary>Bins of a column.</summary>
    public const int Bins = 64;

    // Enough to place the bounds; all rows would only take longer.
    private const int RowsForBounds = 20_000;

    private readonly double[][] _bounds;

    public BinnedTable(IReadOnlyList<float[]> rows)
    {
        var columns = rows[0].Length;
        _bounds = new double[columns][];
        Columns = new byte[columns][];
        for (var c = 0; c < columns; c++)
        {
            _bounds[c] = BoundsOf(rows, c);
            Columns[c] = new byte[rows.Count];
            for (var r = 0; r < rows.Count; r++)
            {
                Columns[c][r] = BinOf(c, rows[r][c]);
            }
        }
    }

    /// <summary>The bins of each column, by row.</summary>
    public byte[][] Columns { get; }

    /// <summary>The bound below which bins 0 to <paramref name="bin"/> of a column lie; null where there is none.</summary>
    public double? Above(int column, int bin) => bin < _bounds[column].Length ? _bounds[column][bin] : null;

    private static double[] BoundsOf(IReadOnlyList<float[]> rows, int column)
    {
        var step = Math.Max(1, rows.Count / RowsForBounds);
        var values = new List<double>();
        for (var r = 0; r < rows.Count; r += step)
        {
            if (float.IsFinite(rows[r][column]))
            {
                values.Add(rows[r][column]);
            }
        }

        values.Sort();
        var bounds = new SortedSet<double>();
        for (var b = 0; b < Bins - 1 && values.Count > 0; b++)
        {
            bounds.Add(Digits.Round(values[(int)((long)b * values.Count / (Bins - 1))]));
        }

        return [.. bounds];
    }

    private byte BinOf(int column, double value)
    {
        if (!double.IsFinite(value))
        {
            return 0;
        }

        var at = Array.BinarySearch(_bounds[column], value);
        return (byte)(at >= 0 ? at + 1 : ~at);
    }
}
