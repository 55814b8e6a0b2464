using DualTwin.RaceModel.Belief;
using DualTwin.Twins.Cars;
using DualTwin.Twins.Pace;

namespace DualTwin.Twins.Laps;

/// <summary>Puts together what is told of a car's next lap: the forecast made at the line where there is one, else the car's trend alone.</summary>
internal static class NextLapReader
{
    // 80 % of a normal distribution lie within this many standard deviations.
    private const double Deviations = 1.2815515655446004;

    /// <summary>The twin with a forecast made anew.</summary>
    public static CarTwin With(CarTwin twin, LapForecast? forecast) => twin with
    {
        Forecast = forecast,
        Belief = twin.Belief with { NextLapSeconds = Estimate(forecast, twin.Pace), NextLap = Read(forecast, twin.Pace) },
    };

    /// <summary>Median and the standard deviation of a normal distribution with an 80 % interval as wide.</summary>
    public static Estimate? Estimate(LapForecast? forecast, PaceFit pace) => forecast is { } f && double.IsFinite(f.Median)
        ? new Estimate(f.Median, (f.P90 - f.P10) / (2 * Deviations))
        : pace.NextLap;

    /// <summary>The lap and what it is made of.</summary>
    public static NextLapBelief? Read(LapForecast? forecast, PaceFit pace)
    {
        if (forecast is { } f && double.IsFinite(f.Median))
        {
            return new NextLapBelief
            {
                MedianSeconds = f.Median,
                P10Seconds = f.P10,
                P90Seconds = f.P90,
                FuelSeconds = pace.NextFuelSeconds,
                TyreSeconds = pace.NextTyreSeconds,
                TrafficSeconds = f.Traffic,
                TrackSeconds = f.Track,
            };
        }

        return pace.NextLap is not { } next ? null : new NextLapBelief
        {
            MedianSeconds = next.Mean,
            P10Seconds = next.P10,
            P90Seconds = next.P90,
            FuelSeconds = pace.NextFuelSeconds,
            TyreSeconds = pace.NextTyreSeconds,
        };
    }
}
