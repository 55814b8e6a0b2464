using DualTwin.RaceModel.Belief;

namespace DualTwin.Strategy.Forecasting;

/// <summary>Looks on while races are simulated.</summary>
internal interface IRaceWatch
{
    /// <summary>A race begins.</summary>
    /// <param name="wear">How fast each car wears its tyres in this race against the usual, by car.</param>
    void Begin(ReadOnlySpan<float> wear)
    {
    }

    /// <summary>The first <paramref name="count"/> cars of <paramref name="order"/> have ended a lap.</summary>
    /// <param name="lap">The lap.</param>
    /// <param name="order">Cars in the order in which they ended it.</param>
    /// <param name="count">How many did.</param>
    /// <param name="time">When each car did, by car, s; a stop at its end is in it.</param>
    /// <param name="under">What it was run under.</param>
    /// <param name="stops">Cars that came in at its end, by car; of those that did not end it, it says nothing.</param>
    void Lap(int lap, ReadOnlySpan<int> order, int count, ReadOnlySpan<float> time, Neutralisation under, ReadOnlySpan<bool> stops);

    /// <summary>The race is over.</summary>
    /// <param name="order">The result.</param>
    /// <param name="classified">How many of it are classified.</param>
    void Finish(ReadOnlySpan<int> order, int classified);
}
