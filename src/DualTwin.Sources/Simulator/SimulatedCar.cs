using System.Collections.Immutable;
using DualTwin.RaceModel.Sampling;

namespace DualTwin.Sources.Simulator;

/// <summary>A car of a simulated race: who it is, what was sampled for it, and its way.</summary>
/// <param name="Entrant">Who drives it.</param>
/// <param name="Laps">Its laps, in order; the last one may end where the car stopped for good.</param>
/// <param name="Path">Its way.</param>
internal sealed record SimulatedCar(Entrant Entrant, ImmutableArray<SampledLap> Laps, CarPath Path)
{
    public string CarId { get; } = Entrant.Number.ToString();

    /// <summary>Complete laps in the whole race.</summary>
    public int LapCount { get; } = Laps.Count(l => l.RetiredAtFraction is null);

    /// <summary>When the car drops out, s since lights out; null where it does not.</summary>
    public double? RetiresAt { get; } = Laps is [.., { RetiredAtFraction: not null } last] ? last.EndSeconds : null;

    /// <summary>When it takes the flag, s since lights out; null where it drops out.</summary>
    public double? FinishesAt { get; } = Laps is [.., { RetiredAtFraction: null } last] ? last.EndSeconds : null;

    /// <summary>Laps completed at a time.</summary>
    public int LapsAt(double seconds)
    {
        var (low, high) = (0, LapCount);
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

        return low;
    }
}
