using System.Collections.Immutable;
using DualTwin.RaceModel.Sampling;

namespace DualTwin.Sources.Simulator;

/// <summary>A car of a simulated race: what was sampled for it, and its way.</summary>
/// <param name="CarId">Identity of the car.</param>
/// <param name="Start">How it stood when the simulation began.</param>
/// <param name="Laps">Its laps from there, in order; the last one may end where the car stopped for good.</param>
/// <param name="Path">Its way.</param>
internal sealed record SimulatedCar(string CarId, CarCondition Start, ImmutableArray<SampledLap> Laps, CarPath Path)
{
    private readonly int _driven = Laps.Count(l => l.RetiredAtFraction is null);

    /// <summary>Complete laps in the whole race.</summary>
    public int LapCount => Start.LapsCompleted + _driven;

    /// <summary>When the car drops out, s since lights out; null where it does not.</summary>
    public double? RetiresAt { get; init; } = Laps is [.., { RetiredAtFraction: not null } last] ? last.EndSeconds : null;

    /// <summary>When it takes the flag, s since lights out; null where it does not.</summary>
    public double? FinishesAt { get; init; } = Laps is [.., { RetiredAtFraction: null } last] ? last.EndSeconds : null;

    /// <summary>The lap that ends with <paramref name="completed"/> complete laps; null where it was not simulated.</summary>
    public SampledLap? Completed(int completed) =>
        completed > Start.LapsCompleted && completed <= LapCount ? Laps[completed - Start.LapsCompleted - 1] : null;

    /// <summary>The lap driven after <paramref name="completed"/> complete laps; null where none was simulated.</summary>
    public SampledLap? Driven(int completed) =>
        completed >= Start.LapsCompleted && completed - Start.LapsCompleted < Laps.Length ? Laps[completed - Start.LapsCompleted] : null;

    /// <summary>Laps completed at a time.</summary>
    public int LapsAt(double seconds)
    {
        var (low, high) = (0, _driven);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Laps[middle].EndSeconds <= seconds)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return Start.LapsCompleted + low;
    }
}
