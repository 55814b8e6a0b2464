namespace DualTwin.RaceModel.Laps;

/// <summary>Predicts a car's next racing lap from covariates, by fitted trees.</summary>
public sealed class NextLapModel
{
    private readonly NextLapFigures _figures;
    private readonly BoostedTrees _median;
    private readonly BoostedTrees _logSpread;

    /// <exception cref="FormatException">The figures hold no trees for the given covariates.</exception>
    public NextLapModel(NextLapFigures figures)
    {
        _figures = figures;
        _median = new BoostedTrees(figures.Median.Start, figures.Median.Trees, figures.Covariates.Count);
        _logSpread = new BoostedTrees(figures.LogSpread.Start, figures.LogSpread.Trees, figures.Covariates.Count);
    }

    /// <summary>The model that <paramref name="figures"/> hold; null where they were fitted without one.</summary>
    /// <exception cref="FormatException">The figures hold no trees for their covariates.</exception>
    public static NextLapModel? Of(Circuits.RaceFigures figures) => figures.NextLap is { } laps ? new NextLapModel(laps) : null;

    /// <summary>Names of the covariates, in order.</summary>
    public IReadOnlyList<string> Covariates => _figures.Covariates;

    /// <summary>The median alone, s, measured against <paramref name="referenceSeconds"/>.</summary>
    public double Median(ReadOnlySpan<double> covariates, double referenceSeconds) =>
        referenceSeconds + (referenceSeconds / NextLapFigures.ReferenceSeconds * _median.Predict(covariates));

    /// <summary>Median, 10th and 90th percentile, s, measured against <paramref name="referenceSeconds"/>.</summary>
    public (double Median, double P10, double P90) Predict(ReadOnlySpan<double> covariates, double referenceSeconds)
    {
        var median = Median(covariates, referenceSeconds);
        var spread = referenceSeconds / NextLapFigures.ReferenceSeconds * Math.Exp(_logSpread.Predict(covariates));
        return (median, median + (_figures.LowQuantile * spread), median + (_figures.HighQuantile * spread));
    }
}
