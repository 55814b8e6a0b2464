namespace DualTwin.Backtest.Fitting;

/// <summary>A way to split the rows of a node.</summary>
/// <param name="Gain">How much it lowers the loss, to second order; 0 where no split is allowed.</param>
/// <param name="Column">The covariate.</param>
/// <param name="Bin">Its last bin that goes to the first child.</param>
internal readonly record struct TreeSplit(double Gain, int Column, int Bin);
