using System.Globalization;
using System.Text;

namespace DualTwin.RaceModel.Laps;

/// <summary>
/// A binary tree of questions "is covariate i below a bound?" with a value at each leaf. As text the nodes stand in the order in which they
/// are met, yes before no: <c>i&lt;bound</c> for a question and <c>=value</c> for a leaf.
/// </summary>
public sealed class RegressionTree
{
    private readonly Node[] _nodes;

    private RegressionTree(Node[] nodes) => _nodes = nodes;

    /// <summary>Reads a tree from text, for covariates numbered from 0 to <paramref name="covariates"/> − 1.</summary>
    /// <exception cref="FormatException">The text is no such tree.</exception>
    public static RegressionTree Parse(string text, int covariates)
    {
        var nodes = new List<Node>();
        var tokens = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var next = 0;
        Read(tokens, ref next, nodes, covariates);
        return next == tokens.Length ? new RegressionTree([.. nodes]) : throw new FormatException($"The tree '{text}' goes on after its last leaf.");
    }

    /// <summary>The value at the leaf that <paramref name="covariates"/> lead to. A covariate that is not a number lies below every bound.</summary>
    public double Predict(ReadOnlySpan<double> covariates)
    {
        var at = 0;
        ref readonly var node = ref _nodes[0];
        while (node.Covariate >= 0)
        {
            at = covariates[node.Covariate] >= node.Value ? node.No : at + 1;
            node = ref _nodes[at];
        }

        return node.Value;
    }

    /// <summary>The same, and whether any of the first <paramref name="varying"/> covariates was asked of on the way.</summary>
    public double Predict(ReadOnlySpan<double> covariates, int varying, out bool varies)
    {
        varies = false;
        var at = 0;
        ref readonly var node = ref _nodes[0];
        while (node.Covariate >= 0)
        {
            varies |= node.Covariate < varying;
            at = covariates[node.Covariate] >= node.Value ? node.No : at + 1;
            node = ref _nodes[at];
        }

        return node.Value;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text, 0);
        return text.ToString(1, text.Length - 1);
    }

    private static int Read(string[] tokens, ref int next, List<Node> nodes, int covariates)
    {
        if (next >= tokens.Length)
        {
            throw new FormatException("A tree ends before its last leaf.");
        }

        var token = tokens[next++];
        var index = nodes.Count;
        if (index > short.MaxValue)
        {
            throw new FormatException($"A tree has more than {short.MaxValue} nodes.");
        }

        if (token[0] == '=')
        {
            nodes.Add(new Node(Number(token.AsSpan(1)), -1, 0));
            return index;
        }

        var less = token.IndexOf('<', StringComparison.Ordinal);
        if (less <= 0 || !int.TryParse(token.AsSpan(0, less), NumberStyles.None, CultureInfo.InvariantCulture, out var covariate) || covariate >= covariates)
        {
            throw new FormatException($"'{token}' is neither a leaf nor a question about one of {covariates} covariates.");
        }

        nodes.Add(default);
        Read(tokens, ref next, nodes, covariates);
        var no = Read(tokens, ref next, nodes, covariates);
        nodes[index] = new Node(Number(token.AsSpan(less + 1)), (short)covariate, (short)no);
        return index;
    }

    private static float Number(ReadOnlySpan<char> text) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value)
            ? value
            : throw new FormatException($"A tree holds '{text}' where a number was expected.");

    private void Write(StringBuilder text, int index)
    {
        var node = _nodes[index];
        if (node.Covariate < 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" ={node.Value}");
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $" {node.Covariate}<{node.Value}");
        Write(text, index + 1);
        Write(text, node.No);
    }

    // Eight bytes, so that all trees of a model stay in the cache. The child for "yes" is the next node.
    private readonly record struct Node(float Value, short Covariate, short No);
}
