namespace DualTwin.RaceModel.Stops;

/// <summary>Predicts when a car stops for tyres next and what it fits then, by fitted trees.</summary>
public sealed class StopModel
{
    private readonly LogOddsTrees _next;
    private readonly LogOddsTrees _later;
    private readonly LogOddsTrees[] _compounds;

    /// <exception cref="FormatException">The figures hold no trees for the given covariates, or not one set of them for each compound.</exception>
    public StopModel(StopModelFigures figures)
    {
        var compounds = Enum.GetValues<Belief.TyreCompound>().Length;
        if (figures.Compounds.Count != compounds)
        {
            throw new FormatException($"The model of stops holds trees for {figures.Compounds.Count} compounds; {compounds} were expected.");
        }

        Covariates = figures.Covariates;
        _next = Trees(figures.Next);
        _later = Trees(figures.Later);
        _compounds = [.. figures.Compounds.Select(Trees)];
    }

    /// <summary>The model that <paramref name="figures"/> hold; null where they were fitted without one.</summary>
    /// <exception cref="FormatException">The figures hold no trees for their covariates.</exception>
    public static StopModel? Of(Circuits.RaceFigures figures) => figures.Stops is { } stops ? new StopModel(stops) : null;

    /// <summary>Names of the covariates, in order.</summary>
    public IReadOnlyList<string> Covariates { get; }

    /// <summary>Log-odds of a stop at the end of the lap now driven.</summary>
    public double Next(ReadOnlySpan<double> covariates) => _next.Predict(covariates);

    /// <summary>Log-odds of a stop at the end of the later lap that <paramref name="covariates"/> tell of, given none before it.</summary>
    public double Later(ReadOnlySpan<double> covariates) => _later.Predict(covariates);

    /// <summary>The same of several laps at once, each told of by a row of covariates of which only the first <paramref name="varying"/> differ.</summary>
    public void Later(ReadOnlySpan<double> rows, int varying, Span<double> logOdds) => _later.Predict(rows, varying, logOdds);

    /// <summary>Writes the probability of each compound, by its value, to <paramref name="shares"/>; they sum to 1.</summary>
    public void Compounds(ReadOnlySpan<double> covariates, Span<double> shares)
    {
        var sum = 0.0;
        for (var c = 0; c < _compounds.Length; c++)
        {
            shares[c] = 1 / (1 + Math.Exp(-_compounds[c].Predict(covariates)));
            sum += shares[c];
        }

        for (var c = 0; c < _compounds.Length; c++)
        {
            shares[c] /= sum;
        }
    }

    private LogOddsTrees Trees(LogOddsFigures trees) => new(trees, Covariates.Count);
}
