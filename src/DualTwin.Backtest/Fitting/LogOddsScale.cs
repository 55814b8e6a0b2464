namespace DualTwin.Backtest.Fitting;

/// <summary>
/// Slope and offset that bring log-odds to what happened (Platt 1999): a logistic regression on the log-odds alone, by Newton's method.
/// </summary>
internal static class LogOddsScale
{
    // Newton's method on two parameters from a near start settles to many digits in this many rounds.
    private const int Rounds = 12;

    /// <summary>Fits them to <paramref name="logits"/> that were predicted without the rows they stand for.</summary>
    public static (double Slope, double Offset) Fit(double[] logits, double[] happened, double[] weights)
    {
        var (slope, offset) = (1.0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var (ga, gb, haa, hab, hbb) = (0.0, 0.0, 0.0, 0.0, 0.0);
            for (var i = 0; i < logits.Length; i++)
            {
                var p = 1 / (1 + Math.Exp(-(offset + (slope * logits[i]))));
                var miss = weights[i] * (happened[i] - p);
                var h = weights[i] * p * (1 - p);
                ga += miss;
                gb += miss * logits[i];
                haa += h;
                hab += h * logits[i];
                hbb += h * logits[i] * logits[i];
            }

            var determinant = (haa * hbb) - (hab * hab);
            if (determinant <= 0)
            {
                break;
            }

            offset += ((hbb * ga) - (hab * gb)) / determinant;
            slope += ((haa * gb) - (hab * ga)) / determinant;
        }

        return (slope, offset);
    }

    /// <summary>Log-odds of the share in which it happened.</summary>
    public static double OfShare(double[] happened, double[] weights)
    {
        var yes = happened.Zip(weights, (h, w) => h * w).Sum();
        return Math.Log(yes / (weights.Sum() - yes));
    }
}
