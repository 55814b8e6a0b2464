using DualTwin.RaceModel.Laps;

namespace DualTwin.RaceModel.Stops;

/// <summary>Trees for a probability, brought to scale.</summary>
internal sealed class LogOddsTrees(LogOddsFigures figures, int covariates)
{
    private readonly BoostedTrees _trees = new(figures.Trees.Start, figures.Trees.Trees, covariates);

    /// <summary>The log-odds for <paramref name="covariates"/>.</summary>
    public double Predict(ReadOnlySpan<double> covariates) => figures.Offset + (figures.Slope * _trees.Predict(covariates));
}
