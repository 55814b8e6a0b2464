namespace DualTwin.RaceModel.Sampling;

/// <summary>Picks from gaps told in the order of the cars those that agree with each other.</summary>
internal static class GapsThatRise
{
    /// <summary>
    /// The longest selection of <paramref name="gaps"/> that begins with the first one, 0, and never falls; the others are null.
    /// </summary>
    public static double?[] Of(double?[] gaps)
    {
        var length = new int[gaps.Length];
        var before = new int[gaps.Length];
        var best = 0;
        length[0] = 1;
        for (var i = 1; i < gaps.Length; i++)
        {
            for (var j = 0; j < i && gaps[i] is >= 0; j++)
            {
                if (length[j] >= length[i] && length[j] > 0 && gaps[j] <= gaps[i])
                {
                    (length[i], before[i]) = (length[j] + 1, j);
                }
            }

            best = length[i] > length[best] ? i : best;
        }

        var kept = new double?[gaps.Length];
        for (var i = best; i > 0; i = before[i])
        {
            kept[i] = gaps[i];
        }

        kept[0] = gaps[0];
        return kept;
    }
}
