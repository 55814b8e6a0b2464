using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Forecasting;

namespace DualTwin.Server.Forecasting;

/// <summary>
/// The last forecast of each lap of a race, and what happened between them. Written by one thread, read by any: each state is published whole.
/// </summary>
public sealed class ForecastTrail
{
    private Laps _laps = new(null, []);
    private RaceBelief? _last;

    /// <summary>The laps of a session's race, first lap first; none of a session that has not been forecast.</summary>
    public IReadOnlyList<ForecastPoint> PointsOf(string? session)
    {
        var laps = Volatile.Read(ref _laps);
        return string.Equals(session, laps.Session, StringComparison.Ordinal) ? laps.Points : [];
    }

    /// <summary>Takes a forecast of <paramref name="belief"/>: in the place of the one before of the same lap, with all that happened in it.</summary>
    /// <param name="session">The session; another one begins anew.</param>
    /// <param name="belief">What was forecast.</param>
    /// <param name="forecast">The forecast.</param>
    public void Add(string? session, RaceBelief belief, RaceForecast forecast)
    {
        var points = string.Equals(session, _laps.Session, StringComparison.Ordinal) ? _laps.Points : [];

        // Where the race was taken back, as by a flashback, what came after never was, and nothing of it is a cause.
        var back = points is [.., var last] && last.Lap > forecast.LeaderLaps;
        var before = points.RemoveAll(p => p.Lap >= forecast.LeaderLaps);
        var causes = !back && points is [.., var newest] && newest.Lap == forecast.LeaderLaps ? newest.Causes : [];
        var more = !back && !points.IsEmpty && _last is { } seen && !ReferenceEquals(seen, belief) ? Causes(seen, belief) : [];
        _last = belief;
        Volatile.Write(ref _laps, new Laps(session, before.Add(ForecastPoint.Of(forecast, [.. causes.Union(more)]))));
    }

    private sealed record Laps(string? Session, ImmutableArray<ForecastPoint> Points);

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

        // Nobody knows what the track was like before the first word of it.
        if (before.Wet is { } was && after.Wet is { } wet && was != wet)
        {
            yield return wet ? "The track turned wet." : "The track dried.";
        }

        var cars = before.Cars.ToDictionary(c => c.CarId, StringComparer.Ordinal);
        foreach (var car in after.Cars)
        {
            if (!cars.TryGetValue(car.CarId, out var earlier))
            {
                continue;
            }

            if (earlier.Running && !car.Running)
            {
                yield return $"Car {car.CarId} dropped out.";
            }

            if (car.StopsMade > earlier.StopsMade)
            {
                yield return $"Car {car.CarId} stopped.";
            }
        }
    }
}
