using MathNet.Numerics.Distributions;

namespace DualTwin.Backtest.Fitting;

/// <summary>
/// Lengths of which some were cut short: of those only is known that they would have been longer. The lengths that they would have had
/// are drawn from a normal distribution beyond the cut, evenly and without chance, and pooled with the whole ones; the pool gives the
/// next distribution, until it stands (data augmentation).
/// </summary>
internal static class CensoredLengths
{
    private const int Rounds = 40;

    /// <summary>Pools <paramref name="lengths"/> by group.</summary>
    /// <exception cref="InvalidDataException">None of them is whole.</exception>
    public static PartialPooling Pool(IReadOnlyList<(string Group, double Length, bool Whole)> lengths)
    {
        var pool = new PartialPooling(lengths.Where(l => l.Whole).Select(l => (l.Group, l.Length)));
        for (var round = 0; round < Rounds; round++)
        {
            var known = pool;
            pool = new PartialPooling(lengths.Select((l, i) => (l.Group, l.Whole ? l.Length : Beyond(l.Length, known, l.Group, i))));
        }

        return pool;
    }

    private static double Beyond(double cut, PartialPooling pool, string group, int index)
    {
        var (mean, deviation) = (pool.Of(group).Mean, Math.Sqrt(pool.Within));
        if (deviation <= 0)
        {
            return Math.Max(cut, mean);
        }

        var below = Normal.CDF(mean, deviation, cut);
        var place = below + ((1 - below) * RadicalInverse(index + 1));

        // So far out that the distribution ends in its last digits: the cut itself is all that can be said.
        return place < 1 ? Math.Max(cut, Normal.InvCDF(mean, deviation, place)) : cut;
    }

    // Van der Corput's sequence: 1/2, 1/4, 3/4, 1/8 and so on, evenly over 0…1 however many are taken.
    private static double RadicalInverse(int index)
    {
        var (value, digit) = (0.0, 0.5);
        for (; index > 0; index >>= 1)
        {
            value += (index & 1) * digit;
            digit /= 2;
        }

        return value;
    }
}
