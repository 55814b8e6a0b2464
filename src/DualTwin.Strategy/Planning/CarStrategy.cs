using System.Collections.Immutable;

namespace DualTwin.Strategy.Planning;

/// <summary>What a car should do: estimates, from simulated races.</summary>
public sealed record CarStrategy
{
    /// <summary>The car.</summary>
    public required string CarId { get; init; }

    /// <summary>The lap that it drives.</summary>
    public required int Lap { get; init; }

    /// <summary>Race distance, laps.</summary>
    public required int TotalLaps { get; init; }

    /// <summary>Tyre stops that it has made.</summary>
    public required int StopsMade { get; init; }

    /// <summary>
    /// Plan A, then plans of another kind that come next to it, at most three: with another number of stops, another first compound, or a first stop
    /// five laps or more away.
    /// </summary>
    public required ImmutableArray<PlanOutcome> Plans { get; init; }

    /// <summary>Whether plan A stood before, and another one that now looks better does not do so surely enough to change over.</summary>
    public required bool Kept { get; init; }

    /// <summary>Calls in this lap, as things stand first.</summary>
    public required ImmutableArray<CallOption> Calls { get; init; }

    /// <summary>Rivals near the car that may be undercut or undercut it, nearest ahead first.</summary>
    public required ImmutableArray<StopDuelOutlook> Duels { get; init; }

    /// <summary>What to do about it, most urgent first.</summary>
    public ImmutableArray<Recommendation> Recommendations { get; init; } = [];
}
