using DualTwin.RaceModel.Belief;

namespace DualTwin.Backtest.Fitting;

/// <summary>Rounds figures to what the data can tell, so that a file of them is the same wherever it is fitted.</summary>
internal static class Digits
{
    private const int Significant = 4;

    public static double Round(double value)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return value;
        }

        var decimals = Significant - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return decimals >= 0 ? Math.Round(value, Math.Min(decimals, 15)) : Math.Round(value);
    }

    public static Estimate Round(Estimate value) => new(Round(value.Mean), Round(value.StandardDeviation));
}
