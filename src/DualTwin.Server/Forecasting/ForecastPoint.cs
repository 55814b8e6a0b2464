using System.Collections.Immutable;
using DualTwin.Strategy.Forecasting;

namespace DualTwin.Server.Forecasting;

/// <summary>How a lap of the race ended in forecast, and what had happened since the lap before.</summary>
/// <param name="Lap">Laps that the leader had completed.</param>
/// <param name="Forecast">The last forecast of it.</param>
/// <param name="Causes">What happened in it, in a sentence each: stops, retirements, neutralisations.</param>
public sealed record ForecastPoint(int Lap, RaceForecast Forecast, ImmutableArray<string> Causes);
