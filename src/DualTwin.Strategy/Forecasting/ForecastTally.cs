using DualTwin.RaceModel.Belief;

namespace DualTwin.Strategy.Forecasting;

/// <summary>
/// What simulated races came to, in whole numbers: sums of tallies are the same in whatever order they are added, so that a forecast
/// does not depend on who simulated which race.
/// </summary>
public sealed class ForecastTally : IRaceWatch
{
    private const double MillisecondsPerSecond = 1000;

    private readonly int _firstLap;
    private readonly int[] _aheadOf;

    /// <summary>An empty tally for races that go on from <paramref name="outlook"/>.</summary>
    public ForecastTally(RaceOutlook outlook)
    {
        (Cars, _firstLap) = (outlook.Cars, outlook.FirstLap);
        var laps = Math.Max(0, outlook.Laps - _firstLap + 1);
        (Places, ClassifiedPlaces, Ahead) = (new long[Cars * Cars], new long[Cars * Cars], new long[Cars * Cars]);
        _aheadOf = [.. Enumerable.Range(_firstLap, laps).Select(lap => outlook.AheadOf(lap).Count)];
        (Crossings, Milliseconds, PlaceSums) = (new long[laps * Cars], new long[laps * Cars], new long[laps * Cars]);
    }

    /// <summary>Races simulated.</summary>
    public long Races { get; private set; }

    internal int Cars { get; }

    internal long[] Places { get; }

    internal long[] ClassifiedPlaces { get; }

    internal long[] Ahead { get; }

    internal long[] Crossings { get; }

    internal long[] Milliseconds { get; }

    internal long[] PlaceSums { get; }

    /// <summary>Adds <paramref name="other"/>, which counts other races that go on from the same outlook.</summary>
    /// <exception cref="ArgumentException">The tallies are not of the same cars and laps.</exception>
    public void Add(ForecastTally other)
    {
        if (other.Cars != Cars || other._firstLap != _firstLap || other.Crossings.Length != Crossings.Length)
        {
            throw new ArgumentException("The tallies are of different races.", nameof(other));
        }

        Races += other.Races;
        Add(Places, other.Places);
        Add(ClassifiedPlaces, other.ClassifiedPlaces);
        Add(Ahead, other.Ahead);
        Add(Crossings, other.Crossings);
        Add(Milliseconds, other.Milliseconds);
        Add(PlaceSums, other.PlaceSums);
    }

    /// <inheritdoc/>
    void IRaceWatch.Lap(int lap, ReadOnlySpan<int> order, int count, ReadOnlySpan<float> time, Neutralisation under, ReadOnlySpan<bool> stops)
    {
        var (row, ahead) = ((lap - _firstLap) * Cars, _aheadOf[lap - _firstLap]);
        for (var place = 0; place < count; place++)
        {
            var at = row + order[place];
            Crossings[at]++;
            PlaceSums[at] += place + ahead;
            Milliseconds[at] += (long)(time[order[place]] * MillisecondsPerSecond);
        }
    }

    /// <inheritdoc/>
    void IRaceWatch.Finish(ReadOnlySpan<int> order, int classified)
    {
        Races++;
        for (var place = 0; place < order.Length; place++)
        {
            var i = order[place];
            Places[(i * Cars) + place]++;
            ClassifiedPlaces[(i * Cars) + place] += place < classified ? 1 : 0;
            for (var behind = place + 1; behind < order.Length; behind++)
            {
                Ahead[(i * Cars) + order[behind]]++;
            }
        }
    }

    private static void Add(long[] sums, long[] more)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += more[i];
        }
    }
}
