using System.Collections.Immutable;
using DualTwin.Sources.LiveTiming;
using DualTwin.Sources.OpenF1.Documents;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.OpenF1.Telling;

/// <summary>What frames have said of a car, or have to say of it now.</summary>
internal sealed record CarTold
{
    /// <summary>Nothing.</summary>
    public static readonly CarTold Nothing = new();

    public DriverDocument? Driver { get; init; }

    public int? Position { get; init; }

    public Gap? GapToLeader { get; init; }

    public Gap? Interval { get; init; }

    /// <summary>Complete laps.</summary>
    public int? Completed { get; init; }

    public ImmutableSortedDictionary<int, Slot<LapDocument>> Laps { get; init; } = ImmutableSortedDictionary<int, Slot<LapDocument>>.Empty;

    /// <summary>Sectors of the newest lap that has any.</summary>
    public LapSectors Sectors { get; init; }

    /// <summary>What race control has deleted.</summary>
    public ImmutableHashSet<LapDeletion> Deletions { get; init; } = [];

    /// <summary>Complete laps whose times were deleted.</summary>
    public ImmutableSortedSet<int> Deleted { get; init; } = [];

    /// <summary>The best lap of those that count.</summary>
    public (TimeSpan Time, int Lap)? Best { get; init; }

    public ImmutableSortedDictionary<int, Slot<StintDocument>> Stints { get; init; } = ImmutableSortedDictionary<int, Slot<StintDocument>>.Empty;

    public ImmutableSortedDictionary<int, Slot<PitDocument>> Pits { get; init; } = ImmutableSortedDictionary<int, Slot<PitDocument>>.Empty;
}
