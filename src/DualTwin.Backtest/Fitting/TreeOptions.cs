namespace DualTwin.Backtest.Fitting;

/// <summary>How trees are grown.</summary>
/// <param name="Trees">Number of trees.</param>
/// <param name="Leaves">Most leaves of a tree.</param>
/// <param name="FewestRows">Fewest rows at a leaf.</param>
/// <param name="Rate">Share of what a tree says that is added.</param>
/// <param name="Absolute">Whether the absolute error is made small, which gives medians; else the squared one, which gives means.</param>
internal sealed record TreeOptions(int Trees, int Leaves, int FewestRows, double Rate, bool Absolute);
