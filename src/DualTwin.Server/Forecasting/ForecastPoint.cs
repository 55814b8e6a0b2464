using System.Collections.Immutable;
using DualTwin.Strategy.Forecasting;

namespace DualTwin.Server.Forecasting;

/// <summary>How a lap of the race ended in forecast, and what had happened since the lap before.</summary>
/// <param name="Lap">Laps that the leader had completed.</param>
/// <param name="Cars">The last forecast of it, car by car.</param>
/// <param name="Causes">What happened in it, in a sentence each: stops, retirements, neutralisations.</param>
public sealed record ForecastPoint(int Lap, ImmutableArray<CarChances> Cars, ImmutableArray<string> Causes)
{
    /// <summary>What of <paramref name="forecast"/> is kept.</summary>
    public static ForecastPoint Of(RaceForecast forecast, ImmutableArray<string> causes) =>
        new(forecast.LeaderLaps, [.. forecast.Cars.Select(c => new CarChances(c.CarId, c.FinishMean, c.Win, c.Podium, c.Points))], causes);
}
