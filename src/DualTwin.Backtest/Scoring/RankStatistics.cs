namespace DualTwin.Backtest.Scoring;

/// <summary>How well probabilities tell what happens from what does not, and whether they hold.</summary>
internal static class RankStatistics
{
    private const int Bins = 10;

    /// <summary>Area under the receiver's curve: the chance that a case that happened was given more than one that did not, ties half.</summary>
    public static double Auc(double[] probabilities, bool[] happened)
    {
        var order = (double[])probabilities.Clone();
        var truth = (bool[])happened.Clone();
        Array.Sort(order, truth);
        var (positives, ranks) = (0L, 0.0);
        for (var i = 0; i < order.Length;)
        {
            var end = i;
            var tied = 0L;
            while (end < order.Length && order[end] == order[i])
            {
                tied += truth[end] ? 1 : 0;
                end++;
            }

            ranks += tied * ((i + 1 + end) / 2.0);
            positives += tied;
            i = end;
        }

        var negatives = order.Length - positives;
        return positives == 0 || negatives == 0
            ? double.NaN
            : (ranks - (positives * (positives + 1) / 2.0)) / ((double)positives * negatives);
    }

    /// <summary>Mean squared error of <paramref name="probabilities"/>.</summary>
    public static double Brier(double[] probabilities, bool[] happened)
    {
        var sum = 0.0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            var miss = probabilities[i] - (happened[i] ? 1 : 0);
            sum += miss * miss;
        }

        return sum / probabilities.Length;
    }

    /// <summary>Expected calibration error over ten bins of equal width.</summary>
    public static double CalibrationError(double[] probabilities, bool[] happened) =>
        Calibration(probabilities, happened).Sum(bin => Math.Abs(bin.Happened - bin.Predicted) * bin.Count / probabilities.Length);

    /// <summary>What was predicted and what happened, by bins of equal width; empty bins are left out.</summary>
    public static IReadOnlyList<CalibrationBin> Calibration(double[] probabilities, bool[] happened)
    {
        var (counts, sums, hits) = (new int[Bins], new double[Bins], new int[Bins]);
        for (var i = 0; i < probabilities.Length; i++)
        {
            var bin = Math.Clamp((int)(probabilities[i] * Bins), 0, Bins - 1);
            counts[bin]++;
            sums[bin] += probabilities[i];
            hits[bin] += happened[i] ? 1 : 0;
        }

        return
        [
            .. Enumerable.Range(0, Bins).Where(b => counts[b] > 0)
                .Select(b => new CalibrationBin((double)b / Bins, counts[b], sums[b] / counts[b], (double)hits[b] / counts[b])),
        ];
    }

    /// <summary>The best F1 over the reference scorer's forty thresholds, evenly from 0.05 to 0.7.</summary>
    public static double BestF1(double[] probabilities, bool[] happened)
    {
        const int Thresholds = 40;
        var best = 0.0;
        for (var t = 0; t < Thresholds; t++)
        {
            var threshold = 0.05 + (t * ((0.7 - 0.05) / (Thresholds - 1)));
            var (right, wrong, missed) = (0, 0, 0);
            for (var i = 0; i < probabilities.Length; i++)
            {
                var called = probabilities[i] > threshold;
                right += called && happened[i] ? 1 : 0;
                wrong += called && !happened[i] ? 1 : 0;
                missed += !called && happened[i] ? 1 : 0;
            }

            best = right == 0 ? best : Math.Max(best, 2.0 * right / ((2 * right) + wrong + missed));
        }

        return best;
    }
}
