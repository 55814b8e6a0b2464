using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Stops;
using DualTwin.Twins.Stops;

namespace DualTwin.Backtest.Fitting;

/// <summary>
/// Fits when a car stops next and what it fits then: trees for the lap now driven, trees for all later laps in one (a hazard in discrete
/// time, each row a lap that a car reached without a stop), and trees for each compound against all others.
/// </summary>
internal sealed class StopFit
{
    // Fewer stops than this tell nothing that holds elsewhere.
    private const int FewestStops = 300;

    // Laps ahead that a crossing gives rows of: all near ones and one far, in turn.
    private static readonly int[] Near = [1, 2, 3, 4];
    private static readonly int[] Far = [6, 9, 14, 20, 28, 38];

    // Of the laps that did not end in a stop every sixth is kept, with the weight of six: 35 of 36 did not, and most of those tell the same.
    private const int KeptOf = 6;

    private static readonly TreeOptions HazardTrees = new(Trees: 200, Leaves: 12, FewestRows: 50, Rate: 0.05, TreeLoss.Logistic, Ridge: 10);
    private static readonly TreeOptions CompoundTrees = new(Trees: 60, Leaves: 8, FewestRows: 30, Rate: 0.08, TreeLoss.Logistic, Ridge: 3);

    private readonly IReadOnlyList<StopSample> _samples;
    private readonly StopLives _lives;

    private StopFit(IReadOnlyList<StopSample> samples, StopLives lives)
    {
        _samples = samples;
        _lives = lives;
    }

    /// <summary>The figures; null where <paramref name="samples"/> are too few.</summary>
    public static StopModelFigures? Fit(IReadOnlyList<StopSample> samples, IReadOnlyList<FittedRace> races) =>
        samples.Count(s => s.StopAfter == 0) < FewestStops ? null : new StopFit(samples, new StopLives(races)).Run();

    private StopModelFigures Run() => new()
    {
        Covariates = StopCovariates.Names,
        Next = FitRows(NextRows(), HazardTrees),
        Later = FitRows(LaterRows(), HazardTrees),
        Compounds = Compounds(),
    };

    private List<Row> NextRows()
    {
        var rows = new List<Row>();
        var turn = 0;
        foreach (var sample in _samples)
        {
            Add(rows, sample, 0, turn++);
        }

        return rows;
    }

    private List<Row> LaterRows()
    {
        var rows = new List<Row>();
        var turn = 0;
        foreach (var sample in _samples)
        {
            turn++;
            foreach (var near in Near)
            {
                Add(rows, sample, near, (5 * turn) + near);
            }

            Add(rows, sample, Far[turn % Far.Length], turn / Far.Length);
        }

        return rows;
    }

    private void Add(List<Row> rows, StopSample sample, int ahead, int turn)
    {
        var reached = (sample.StopAfter is not { } stop || stop >= ahead) && sample.LapsSeen > ahead
            && sample.Covariates[StopCovariates.LeftColumn] > ahead;
        var stopped = sample.StopAfter == ahead;
        if (reached && (stopped || turn % KeptOf == 0))
        {
            rows.Add(At(sample, ahead, stopped ? 1 : 0, stopped ? 1 : KeptOf));
        }
    }

    private LogOddsFigures[] Compounds()
    {
        // What a car fits is asked about from five laps before, when a strategist asks.
        var rows = _samples.Where(s => s is { StopAfter: < 5, Fitted: not null }).ToArray();
        return [.. Enum.GetValues<TyreCompound>().Select(c => FitRows([.. rows.Select(s => At(s, 0, s.Fitted == c ? 1 : 0, 0.2))], CompoundTrees))];
    }

    private Row At(StopSample sample, int ahead, double happened, double weight)
    {
        Span<double> values = stackalloc double[StopCovariates.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = sample.Covariates[i];
        }

        StopCovariates.SetHorizon(values, ahead, _lives.Of(sample));
        var row = new float[StopCovariates.Count];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = (float)values[i];
        }

        return new Row(sample.Race.Season, row, happened, weight);
    }

    // The trees of all rows, scaled by how far trees of every other season hold for the rest: on the seasons they were fitted on they would
    // look surer than they are.
    private static LogOddsFigures FitRows(List<Row> rows, TreeOptions options)
    {
        var table = new BinnedTable([.. rows.Select(r => r.Covariates)]);
        double[] happened = [.. rows.Select(r => r.Happened)];
        double[] weights = [.. rows.Select(r => r.Weight)];
        int[] all = [.. Enumerable.Range(0, rows.Count)];
        var seasons = rows.Select(r => r.Season).Distinct().Order().ToList();
        var half = rows.ConvertAll(r => seasons.IndexOf(r.Season) % 2);
        var elsewhere = new double[rows.Count];
        for (var h = 0; h < 2; h++)
        {
            var others = Array.FindAll(all, i => half[i] != h);
            if (others.Length == 0 || others.Length == all.Length)
            {
                return new LogOddsFigures { Trees = BoostedTreeFit.Fit(table, happened, weights, all, options).Figures, Slope = 1, Offset = 0 };
            }

            var predicted = BoostedTreeFit.Fit(table, happened, weights, others, options).Predicted;
            foreach (var i in Array.FindAll(all, i => half[i] == h))
            {
                elsewhere[i] = predicted[i];
            }
        }

        var (slope, offset) = LogOddsScale.Fit(elsewhere, happened, weights);
        if (slope <= 0)
        {
            // Too rare to be told from anything (full wets): its share is all that is known.
            (slope, offset) = (0, LogOddsScale.OfShare(happened, weights));
        }

        return new LogOddsFigures
        {
            Trees = BoostedTreeFit.Fit(table, happened, weights, all, options).Figures,
            Slope = Digits.Round(slope),
            Offset = Digits.Round(offset),
        };
    }

    private readonly record struct Row(int Season, float[] Covariates, double Happened, double Weight);
}
