using DualTwin.RaceModel.Belief;
using MathNet.Numerics.Distributions;

namespace DualTwin.Strategy.Duels;

/// <summary>
/// Two cars on the road, one ahead and one behind: how probably the one behind catches, passes or undercuts. Equations:
/// docs/models/strategy.md. Every probability falls with the gap and rises with the pace of the car behind.
/// </summary>
internal readonly struct Duel
{
    /// <summary>A car this close has caught the one ahead, s: the distance within which the rules have allowed drag reduction.</summary>
    public const double CatchSeconds = 1;

    private readonly double _gap;
    private readonly double _advantage;
    private readonly double _advantageVariance;
    private readonly double _slope;
    private readonly double _slopeVariance;
    private readonly double _noiseVariance;
    private readonly double _passingAdvantage;

    private Duel(double gap, CarPace ahead, CarPace behind, double passingAdvantage)
    {
        _gap = gap;
        _advantage = ahead.Lap - behind.Lap;
        _advantageVariance = ahead.LapVariance + behind.LapVariance;
        _slope = ahead.Slope - behind.Slope;
        _slopeVariance = ahead.SlopeVariance + behind.SlopeVariance;
        _noiseVariance = ahead.NoiseVariance + behind.NoiseVariance;
        _passingAdvantage = passingAdvantage;
    }

    /// <summary>The duel; null where the gap or either pace is unknown, or <paramref name="behind"/> is in fact ahead.</summary>
    public static Duel? Of(RaceBelief race, CarBelief ahead, CarBelief behind)
    {
        var gap = behind.GapToLeaderSeconds - ahead.GapToLeaderSeconds;
        return gap >= 0 && race.Circuit is { } circuit && CarPace.Of(ahead) is { } first && CarPace.Of(behind) is { } second
            ? new Duel(gap.Value, first, second, circuit.PassingAdvantageSeconds)
            : null;
    }

    /// <summary>Probability that the car behind closes up within <paramref name="laps"/> laps and before either stops.</summary>
    /// <param name="laps">Laps to look ahead.</param>
    /// <param name="nobodyStops">Probability that neither stops in the first so many laps; never rises with them.</param>
    public double CatchBeforeStops(int laps, Func<int, double> nobodyStops)
    {
        var best = 0.0;
        for (var n = 1; n <= laps; n = Next(n, laps))
        {
            best = Math.Max(best, Caught(n) * nobodyStops(n));
        }

        return best;
    }

    /// <summary>Probability that it passes on the track within <paramref name="laps"/> laps if nobody stops, and the lap (from 1) by which it has most probably closed up for it.</summary>
    public (double Probability, int Lap) Pass(int laps)
    {
        var best = (Probability: 0.0, Lap: 1);
        for (var n = 1; n <= laps; n = Next(n, laps))
        {
            var pass = Caught(n) * (1 - Math.Pow(1 - PassInLap(n), laps - n + 1));
            best = pass > best.Probability ? (pass, n) : best;
        }

        return best;
    }

    /// <summary>Probability that it passes on the track within <paramref name="laps"/> laps and before either stops.</summary>
    /// <param name="laps">Laps to look ahead.</param>
    /// <param name="nobodyStops">Probability that neither stops in the first so many laps; never rises with them.</param>
    public double PassBeforeStops(int laps, Func<int, double> nobodyStops)
    {
        var best = 0.0;
        for (var n = 1; n <= laps; n = Next(n, laps))
        {
            var (caught, miss) = (Caught(n), 1 - PassInLap(n));
            for (var end = n; end <= laps; end = Next(end, laps))
            {
                best = Math.Max(best, caught * (1 - Math.Pow(miss, end - n + 1)) * nobodyStops(end));
            }
        }

        return best;
    }

    // Every lap up to eight, then steps of a quarter: what is between two of them differs by less than the model knows.
    private static int Next(int n, int laps) => n < laps ? Math.Min(laps, n + Math.Max(1, n / 4)) : laps + 1;

    // The car behind gains (advantage + slope·k) in lap k; by the end of lap n the sum is normal.
    private double Caught(int n)
    {
        var pairs = n * (n - 1) / 2.0;
        var gained = (n * _advantage) + (pairs * _slope);
        var variance = (n * (double)n * _advantageVariance) + (pairs * pairs * _slopeVariance) + (n * _noiseVariance);
        return Normal.CDF(0, 1, (gained - Math.Max(0, _gap - CatchSeconds)) / Math.Sqrt(variance));
    }

    private double PassInLap(int n) => Normal.CDF(
        0,
        1,
        (_advantage + (_slope * (n - 1)) - _passingAdvantage) / Math.Sqrt(_advantageVariance + _noiseVariance));
}
