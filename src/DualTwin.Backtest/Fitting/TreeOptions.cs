namespace DualTwin.Backtest.Fitting;

/// <summary>How trees are grown.</summary>
/// <param name="Trees">Number of trees.</param>
/// <param name="Leaves">Most leaves of a tree.</param>
/// <param name="FewestRows">Fewest rows at a leaf.</param>
/// <param name="Rate">Share of what a tree says that is added.</param>
/// <param name="Loss">What is made small.</param>
/// <param name="Ridge">Weight of a prior that a leaf adds nothing, in the unit of the loss's second derivative.</param>
internal sealed record TreeOptions(int Trees, int Leaves, int FewestRows, double Rate, TreeLoss Loss, double Ridge = 0);
