using DualTwin.RaceModel.Laps;

namespace DualTwin.RaceModel.Stops;

/// <summary>Trees for a probability, brought to scale.</summary>
internal sealed class LogOddsTrees(LogOddsFigures figures, int covariates)
{
    private readonly BoostedTrees _trees = new(figures.Trees.Start, figures.Trees.Trees, covariates);

    /// <summary>The log-odds for <paramref name="covariates"/>.</summary>
    public double Predict(ReadOnlySpan<double> covariates) => figures.Offset + (figures.Slope * _trees.Predict(covariates));

    /// <summary>The log-odds for each of several rows of covariates that differ in the first <paramref name="varying"/> alone.</summary>
    public void Predict(ReadOnlySpan<double> rows, int varying, Span<double> logOdds)
    {
        _trees.Predict(rows, varying, logOdds);
        foreach (ref var odds in logOdds)
        {
            odds = figures.Offset + (figures.Slope * odds);
        }
    }
}
