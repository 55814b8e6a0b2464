using System.Collections.Immutable;

namespace DualTwin.Sources.Supervision;

/// <summary>The supervisor at one moment. Immutable.</summary>
public sealed record SupervisorStatus
{
    /// <summary>Before the first source.</summary>
    public static readonly SupervisorStatus Empty = new();

    /// <summary>Name of the active slot; null while the simulator stands in or nothing is there.</summary>
    public string? Active { get; init; }

    /// <summary>Type of the active slot; <c>simulator</c> while the simulator stands in; null where nothing is there.</summary>
    public string? ActiveType { get; init; }

    /// <summary>Whether the simulator stands in for a live source that is away.</summary>
    public bool StandingIn { get; init; }

    /// <summary>Whether the active source makes a session of its own: a simulator or a recording that the user chose.</summary>
    public bool OwnSession { get; init; }

    /// <summary>When the active source became so (UTC).</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When good data of an active live source last came in (UTC).</summary>
    public DateTimeOffset? LastGoodAt { get; init; }

    /// <summary>Failures of the active live source in a row: bad and missing updates.</summary>
    public int FailuresInRow { get; init; }

    /// <summary>All sources in their order; behind them an active one that leaves when another delivers.</summary>
    public ImmutableArray<SlotStatus> Slots { get; init; } = [];

    /// <summary>The newest steps of all sources, oldest first.</summary>
    public ImmutableArray<SourceTransition> Transitions { get; init; } = [];

    /// <summary>The newest changes of source, oldest first.</summary>
    public ImmutableArray<SourceChange> Changes { get; init; } = [];
}
