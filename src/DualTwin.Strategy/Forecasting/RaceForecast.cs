using System.Collections.Immutable;

namespace DualTwin.Strategy.Forecasting;

/// <summary>How a race is forecast to end: an estimate, counted from simulated races.</summary>
public sealed record RaceForecast
{
    private const double MillisecondsPerSecond = 1000;
    private const int PodiumPlaces = 3;
    private const int PointsPlaces = 10;
    private const double Low = 0.1;
    private const double High = 0.9;

    /// <summary>Races simulated.</summary>
    public required long Races { get; init; }

    /// <summary>Laps that the leader had completed when it was made.</summary>
    public required int LeaderLaps { get; init; }

    /// <summary>Race distance, laps.</summary>
    public required int TotalLaps { get; init; }

    /// <summary>The cars, in the belief's order.</summary>
    public required ImmutableArray<CarForecast> Cars { get; init; }

    /// <summary>Simulates <paramref name="races"/> races of <paramref name="seed"/> on the calling thread.</summary>
    public static RaceForecast Make(RaceOutlook outlook, int races, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(races, 1);
        var tally = new ForecastTally(outlook);
        new RaceSimulator(outlook).Run(seed, 0, races, tally);
        return From(outlook, tally);
    }

    /// <summary>Reads what <paramref name="tally"/> has counted.</summary>
    /// <exception cref="ArgumentException">No race has been counted.</exception>
    public static RaceForecast From(RaceOutlook outlook, ForecastTally tally)
    {
        if (tally.Races == 0)
        {
            throw new ArgumentException("A forecast needs at least one simulated race.", nameof(tally));
        }

        return new RaceForecast
        {
            Races = tally.Races,
            LeaderLaps = outlook.LeaderLaps,
            TotalLaps = outlook.Laps,
            Cars = [.. Enumerable.Range(0, outlook.Cars).Select(i => Of(outlook, tally, i))],
        };
    }

    private static CarForecast Of(RaceOutlook outlook, ForecastTally tally, int i)
    {
        var places = tally.Places.AsSpan(i * outlook.Cars, outlook.Cars);
        var classified = tally.ClassifiedPlaces.AsSpan(i * outlook.Cars, outlook.Cars);
        var (sum, count) = (0L, 0L);
        for (var place = 0; place < classified.Length; place++)
        {
            sum += classified[place] * (place + 1);
            count += classified[place];
        }

        return new CarForecast
        {
            CarId = outlook.CarIds[i],
            Position = outlook.Places[i] + 1,
            Places = Shares(places, tally.Races),
            Classified = (double)count / tally.Races,
            Win = Within(classified, 1, tally.Races),
            Podium = Within(classified, PodiumPlaces, tally.Races),
            Points = Within(classified, PointsPlaces, tally.Races),
            FinishMean = count == 0 ? null : (double)sum / count,
            FinishP10 = Quantile(classified, Low, count),
            FinishMedian = Quantile(classified, 0.5, count),
            FinishP90 = Quantile(classified, High, count),
            Laps = Laps(outlook, tally, i),
            AheadOf = Shares(tally.Ahead.AsSpan(i * outlook.Cars, outlook.Cars), tally.Races),
        };
    }

    private static ImmutableArray<LapOutlook> Laps(RaceOutlook outlook, ForecastTally tally, int i)
    {
        var laps = ImmutableArray.CreateBuilder<LapOutlook>();
        for (var at = i; at < tally.Crossings.Length; at += outlook.Cars)
        {
            if (tally.Crossings[at] is > 0 and var count)
            {
                laps.Add(new LapOutlook(
                    outlook.FirstLap + (at / outlook.Cars),
                    (double)tally.Milliseconds[at] / count / MillisecondsPerSecond,
                    ((double)tally.PlaceSums[at] / count) + 1,
                    (double)count / tally.Races));
            }
        }

        return laps.ToImmutable();
    }

    private static ImmutableArray<double> Shares(ReadOnlySpan<long> counts, long races)
    {
        var shares = ImmutableArray.CreateBuilder<double>(counts.Length);
        foreach (var count in counts)
        {
            shares.Add((double)count / races);
        }

        return shares.MoveToImmutable();
    }

    private static double Within(ReadOnlySpan<long> counts, int places, long races)
    {
        var sum = 0L;
        for (var place = 0; place < Math.Min(places, counts.Length); place++)
        {
            sum += counts[place];
        }

        return (double)sum / races;
    }

    private static int? Quantile(ReadOnlySpan<long> counts, double share, long count)
    {
        var sum = 0L;
        for (var place = 0; place < counts.Length; place++)
        {
            sum += counts[place];
            if (count > 0 && sum >= share * count)
            {
                return place + 1;
            }
        }

        return null;
    }
}
