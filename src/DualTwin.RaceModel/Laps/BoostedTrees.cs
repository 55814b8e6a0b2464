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
}
