namespace DualTwin.RaceModel.Laps;

/// <summary>A sum of small trees: each was fitted to what those before it left over.</summary>
public sealed class BoostedTrees
{
    private readonly RegressionTree[] _trees;

    /// <summary>Reads the trees from text; see <see cref="RegressionTree"/>.</summary>
    /// <exception cref="FormatException">A text is no such tree.</exception>
    public BoostedTrees(double start, IReadOnlyList<string> trees, int covariates)
    {
        Start = start;
        _trees = [.. trees.Select(text => RegressionTree.Parse(text, covariates))];
    }

    /// <summary>What the sum starts from.</summary>
    public double Start { get; }

    /// <summary>Number of trees.</summary>
    public int Count => _trees.Length;

    /// <summary>The sum for <paramref name="covariates"/>.</summary>
    public double Predict(ReadOnlySpan<double> covariates)
    {
        var sum = Start;
        foreach (var tree in _trees)
        {
            sum += tree.Predict(covariates);
        }

        return sum;
    }

    /// <summary>
    /// The sums for several rows of covariates, one after the other in <paramref name="rows"/>, that differ in their first ones alone: the
    /// same as one by one, but a tree that asks of none of those is gone through once, and the others while the way is still warm.
    /// </summary>
    /// <param name="rows">As many rows as <paramref name="sums"/> has room for, all of one length.</param>
    /// <param name="varying">How many covariates, the first of each row, differ between rows.</param>
    /// <param name="sums">Where the sums go.</param>
    public void Predict(ReadOnlySpan<double> rows, int varying, Span<double> sums)
    {
        var width = rows.Length / sums.Length;
        sums.Fill(Start);
        foreach (var tree in _trees)
        {
            var value = tree.Predict(rows[..width], varying, out var varies);
            sums[0] += value;
            for (var i = 1; i < sums.Length; i++)
            {
                sums[i] += varies ? tree.Predict(rows.Slice(i * width, width)) : value;
            }
        }
    }
}
