using DualTwin.RaceModel.Belief;

namespace DualTwin.Strategy.Duels;

/// <summary>A car's pace as a duel needs it: expected lap, its change from lap to lap, and their variances (s, s², per lap).</summary>
internal readonly record struct CarPace(double Lap, double LapVariance, double Slope, double SlopeVariance, double NoiseVariance)
{
    // A variance of nothing would make certainties: a hundredth of a second is below what any timing resolves in a duel.
    private const double LeastVariance = 1e-4;

    /// <summary>The pace of <paramref name="car"/>; null where it is unknown.</summary>
    public static CarPace? Of(CarBelief car)
    {
        if (car.NextLapSeconds is not { } next || car.LapNoiseSeconds is not { } noise)
        {
            return null;
        }

        var slope = car.Tyres.DegradationSecondsPerLap;
        var own = noise * noise;
        return new CarPace(
            next.Mean,
            Math.Max(0, (next.StandardDeviation * next.StandardDeviation) - own),
            slope.Mean,
            slope.StandardDeviation * slope.StandardDeviation,
            Math.Max(LeastVariance, own));
    }
}
