using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DualTwin.RaceModel.Belief;
using DualTwin.Twins.Cars;
using DualTwin.Twins.Pace;

namespace DualTwin.Twins.Laps;

/// <summary>Puts together what is told of a car's coming laps: the forecast made at the line where there is one, else the car's trend alone.</summary>
internal static class NextLapReader
{
    // 80 % of a normal distribution lie within this many standard deviations.
    private const double Deviations = 1.2815515655446004;

    // What the forecast knows beyond the trend (traffic, the track, the newest laps) is worth this much less with each lap further on:
    // the best of 0.8, 0.9, 0.95 and 1 by absolute error two to ten laps ahead.
    private const double Keep = 0.95;

    /// <summary>The twin with a forecast made anew.</summary>
    public static CarTwin With(CarTwin twin, LapForecast? forecast)
    {
        var coming = Coming(forecast, twin.Pace);
        return twin with
        {
            Forecast = forecast,
            Belief = twin.Belief with { NextLapSeconds = Estimate(forecast, twin.Pace), NextLap = First(coming), ComingLaps = coming },
        };
    }

    /// <summary>Median and the standard deviation of a normal distribution with an 80 % interval as wide.</summary>
    public static Estimate? Estimate(LapForecast? forecast, PaceFit pace) => forecast is { } f && double.IsFinite(f.Median)
        ? new Estimate(f.Median, (f.P90 - f.P10) / (2 * Deviations))
        : pace.NextLap;

    /// <summary>The first of <paramref name="coming"/>; null where there is none.</summary>
    public static NextLapBelief? First(ImmutableArray<NextLapBelief> coming) => coming.IsEmpty ? null : coming[0];

    /// <summary>The coming laps and what they are made of; empty without evidence.</summary>
    public static ImmutableArray<NextLapBelief> Coming(LapForecast? forecast, PaceFit pace)
    {
        if (pace.Coming.IsEmpty)
        {
            return [];
        }

        var seen = forecast is { } f && double.IsFinite(f.Median) ? f : null;
        var laps = new NextLapBelief[pace.Coming.Length];
        var (keep, first) = (1.0, pace.Coming[0].Seconds);
        for (var i = 0; i < laps.Length; i++)
        {
            laps[i] = seen is null ? ByTrend(pace.Coming[i]) : Seen(seen, pace.Coming[i], first, keep);
            keep *= Keep;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(laps);
    }

    private static NextLapBelief ByTrend(TrendLap lap) => new()
    {
        MedianSeconds = lap.Seconds.Mean,
        P10Seconds = lap.Seconds.P10,
        P90Seconds = lap.Seconds.P90,
        FuelSeconds = lap.FuelSeconds,
        TyreSeconds = lap.TyreSeconds,
    };

    // The variance that the trend gains on the way is added to that of the forecast; the two sides keep their proportion.
    private static NextLapBelief Seen(LapForecast forecast, TrendLap lap, Estimate first, double keep)
    {
        var median = lap.Seconds.Mean + (keep * (forecast.Median - first.Mean));
        var spread = (forecast.P90 - forecast.P10) / (2 * Deviations);
        var gained = Math.Max(0, Square(lap.Seconds.StandardDeviation) - Square(first.StandardDeviation));
        var wider = spread > 0 ? Math.Sqrt(Square(spread) + gained) / spread : 1;
        return new NextLapBelief
        {
            MedianSeconds = median,
            P10Seconds = median - (wider * (forecast.Median - forecast.P10)),
            P90Seconds = median + (wider * (forecast.P90 - forecast.Median)),
            FuelSeconds = lap.FuelSeconds,
            TyreSeconds = lap.TyreSeconds,
            TrafficSeconds = keep * forecast.Traffic,
            TrackSeconds = keep * forecast.Track,
        };
    }

    private static double Square(double x) => x * x;
}
