using DualTwin.RaceModel.Belief;
using MathNet.Numerics.Distributions;

namespace DualTwin.Strategy.Duels;

/// <summary>Two cars that both still stop, one a lap before the other: what a lap on new tyres against one on old ones is worth.</summary>
internal readonly struct StopDuel
{
    private readonly double _gain;
    private readonly double _spread;

    private StopDuel(double gain, double spread)
    {
        _gain = gain;
        _spread = spread;
    }

    /// <summary>
    /// The duel of <paramref name="first"/>, who stops at the end of this lap, with <paramref name="second"/>, who stops one lap later;
    /// null where either pace is unknown.
    /// </summary>
    public static StopDuel? Of(RaceBelief race, CarBelief first, CarBelief second)
    {
        if (race.StopScatterSeconds is not { } scatter || FreshTyre.Lap(race, first) is not { } fresh
            || second.CleanAirPaceSeconds is not { } pace || second.PaceDeltaSeconds is not { } delta
            || first.LapNoiseSeconds is not { } firstNoise || second.LapNoiseSeconds is not { } secondNoise)
        {
            return null;
        }

        var gain = pace.Mean + delta.Mean - fresh.Mean;
        var variance = Square(fresh.StandardDeviation) + Square(pace.StandardDeviation) + Square(delta.StandardDeviation)
            + Square(firstNoise) + Square(secondNoise) + (2 * Square(scatter));
        return new StopDuel(gain, Math.Sqrt(variance));
    }

    /// <summary>Expected time that the first to stop gains on the second, s.</summary>
    public double GainSeconds => _gain;

    /// <summary>Probability that the first to stop, <paramref name="gapSeconds"/> behind, is ahead once both have stopped.</summary>
    public double FirstGains(double gapSeconds) => Normal.CDF(0, 1, (_gain - gapSeconds) / _spread);

    /// <summary>Probability that the second to stop, <paramref name="gapSeconds"/> behind, is ahead once both have stopped.</summary>
    public double SecondGains(double gapSeconds) => Normal.CDF(0, 1, (-_gain - gapSeconds) / _spread);

    private static double Square(double x) => x * x;
}
