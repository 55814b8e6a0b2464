namespace DualTwin.Backtest.Fitting;

/// <summary>What a sum of trees makes small.</summary>
internal enum TreeLoss
{
    /// <summary>The absolute error: medians.</summary>
    Absolute,

    /// <summary>The squared error: means.</summary>
    Squared,

    /// <summary>The logarithmic loss of a yes (1) or no (0): log-odds.</summary>
    Logistic,
}
