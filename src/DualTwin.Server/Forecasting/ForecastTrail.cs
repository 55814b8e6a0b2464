using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Forecasting;

namespace DualTwin.Server.Forecasting;

/// <summary>
/// The last forecast of each lap of a race, and what happened between them. Written by one thread, read by any: each state is published whole.
/// </summary>
public sealed class ForecastTrail
{
    private ImmutableArray<ForecastPoint> _points = [];
    private string? _session;
    private RaceBelief? _last;

    /// <summary>The laps of the race now forecast, first lap first.</summary>
    public IReadOnlyList<ForecastPoint> Points => _points;

    /// <summary>Takes a forecast of <paramref name="belief"/>: in the place of the one before of the same lap, with all that happened in it.</summary>
    /// <param name="session">The session; another one begins anew.</param>
    /// <param name="belief">What was forecast.</param>
    /// <param name="forecast">The forecast.</param>
    public void Add(string? session, RaceBelief belief, RaceForecast forecast)
    {
        if (!string.Equals(session, _session, StringComparison.Ordinal))
        {
            (_session, _points, _last) = (session, [], null);
        }

        // Where the race was taken back, as by a flashback, what came after never was.
        var before = _points.RemoveAll(p => p.Lap >= forecast.LeaderLaps);
        var causes = _points is [.., var newest] && newest.Lap == forecast.LeaderLaps ? newest.Causes : [];
        var more = _last is { } last && !ReferenceEquals(last, belief) ? Causes(last, belief) : [];
        _last = belief;
        _points = before.Add(new ForecastPoint(forecast.LeaderLaps, forecast, [.. causes.Union(more)]));
    }

    private static IEnumerable<string> Causes(RaceBelief before, RaceBelief after)
    {
        if (before.Neutralisation != after.Neutralisation)
        {
            yield return after.Neutralisation switch
            {
                Neutralisation.SafetyCar => "The safety car came out.",
                Neutralisation.VirtualSafetyCar => "A virtual safety car came out.",
                Neutralisation.RedFlag => "The race was suspended.",
                _ => "The race was freed.",
            };
        }

        if (before.Wet != after.Wet && after.Wet is { } wet)
        {
            yield return wet ? "The track turned wet." : "The track dried.";
        }

        var cars = before.Cars.ToDictionary(c => c.CarId, StringComparer.Ordinal);
        foreach (var car in after.Cars)
        {
            if (!cars.TryGetValue(car.CarId, out var was))
            {
                continue;
            }

            if (was.Running && !car.Running)
            {
                yield return $"Car {car.CarId} dropped out.";
            }

            if (car.StopsMade > was.StopsMade)
            {
                yield return $"Car {car.CarId} stopped.";
            }
        }
    }
}
