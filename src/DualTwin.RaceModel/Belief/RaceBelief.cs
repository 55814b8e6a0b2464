using System.Collections.Immutable;
using DualTwin.RaceModel.Circuits;

namespace DualTwin.RaceModel.Belief;

/// <summary>
/// What is known of a race and how surely: what the twins estimate, what strategy asks and what the sampler goes on from.
/// </summary>
public sealed record RaceBelief
{
    /// <summary>Nothing known.</summary>
    public static readonly RaceBelief Empty = new();

    /// <summary>Name of the circuit as the source gives it; null where unknown.</summary>
    public string? CircuitName { get; init; }

    /// <summary>True for a race or sprint: order by distance, stops matter.</summary>
    public bool IsRace { get; init; }

    /// <summary>True between lights out and the leader's flag.</summary>
    public bool Underway { get; init; }

    /// <summary>Race distance in laps; null where unknown.</summary>
    public int? TotalLaps { get; init; }

    /// <summary>The leader's current lap, 0 before the start.</summary>
    public int LeaderLap { get; init; }

    /// <summary>Neutralisation now.</summary>
    public Neutralisation Neutralisation { get; init; }

    /// <summary>Whether a race control state shows a local yellow.</summary>
    public bool Yellow { get; init; }

    /// <summary>Whether the track is wet enough for other than slick tyres; null where nothing tells.</summary>
    public bool? Wet { get; init; }

    /// <summary>Time that a tyre stop costs against staying out, under green, s: circuit's prior updated by this race's stops.</summary>
    public Estimate? PitLossSeconds { get; init; }

    /// <summary>The same under a safety car, s.</summary>
    public Estimate? PitLossSafetyCarSeconds { get; init; }

    /// <summary>The same under a virtual safety car, s.</summary>
    public Estimate? PitLossVirtualSafetyCarSeconds { get; init; }

    /// <summary>Scatter of a single stop around <see cref="PitLossSeconds"/>, s (standard deviation); null where no race is on.</summary>
    public double? StopScatterSeconds { get; init; }

    /// <summary>The circuit's profile that the estimates start from; null before the first frame.</summary>
    public CircuitProfile? Circuit { get; init; }

    /// <summary>All cars, in the session state's own order, so that an index means the same car in both.</summary>
    public ImmutableArray<CarBelief> Cars { get; init; } = [];
}
