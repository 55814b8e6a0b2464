using System.Runtime.CompilerServices;

namespace DualTwin.Twins.Laps;

/// <summary>The newest lap times of a car, newest first, in place.</summary>
internal struct LapWindow
{
    private Times _times;
    private int _next;

    /// <summary>Laps held, at most <see cref="OwnLaps.Window"/>.</summary>
    public int Count { get; private set; }

    /// <summary>The lap <paramref name="back"/> before the newest, s.</summary>
    public readonly double this[int back] => _times[(_next - 1 - back + (2 * OwnLaps.Window)) % OwnLaps.Window];

    public void Push(double seconds)
    {
        _times[_next] = seconds;
        _next = (_next + 1) % OwnLaps.Window;
        Count = Math.Min(Count + 1, OwnLaps.Window);
    }

    /// <summary>Median of the newest <paramref name="count"/>; not a number of none.</summary>
    public readonly double Median(int count)
    {
        Span<double> sorted = stackalloc double[OwnLaps.Window];
        for (var i = 0; i < count; i++)
        {
            sorted[i] = this[i];
        }

        return Middle(sorted[..count]);
    }

    /// <summary>Least of the newest <paramref name="count"/>; not a number of none.</summary>
    public readonly double Least(int count)
    {
        var least = double.NaN;
        for (var i = 0; i < count; i++)
        {
            least = this[i] >= least ? least : this[i];
        }

        return least;
    }

    /// <summary>Median of the steps between neighbours, without sign.</summary>
    public readonly double MedianStep()
    {
        Span<double> steps = stackalloc double[OwnLaps.Window];
        for (var i = 1; i < Count; i++)
        {
            steps[i - 1] = Math.Abs(this[i - 1] - this[i]);
        }

        return Middle(steps[..(Count - 1)]);
    }

    /// <summary>The median of <paramref name="values"/>, which are sorted on the way; not a number of none.</summary>
    public static double Middle(Span<double> values)
    {
        if (values.IsEmpty)
        {
            return double.NaN;
        }

        values.Sort();
        var half = values.Length / 2;
        return values.Length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    [InlineArray(OwnLaps.Window)]
    private struct Times
    {
        private double _first;
    }
}
