using System.Collections.Immutable;
using DualTwin.Server.Sessions;
using DualTwin.Sources.Supervision;

namespace DualTwin.Server.Sourcing;

/// <summary>What <c>GET /source</c> says.</summary>
public sealed record SourceReport
{
    /// <summary>Where the data shown comes from: <c>live</c>, <c>simulator</c> or <c>replay</c>; null before any data.</summary>
    public required string? Mode { get; init; }

    /// <summary>Type of the source that is shown; null before any data.</summary>
    public required string? Source { get; init; }

    /// <summary>Name of the active source; null while the simulator stands in or nothing is there.</summary>
    public required string? Name { get; init; }

    /// <summary>Whether the active source delivers.</summary>
    public required bool Connected { get; init; }

    /// <summary>Whether what is shown is simulated.</summary>
    public required bool Simulated { get; init; }

    /// <summary>Whether the simulator stands in for a live source that is away.</summary>
    public required bool StandingIn { get; init; }

    /// <summary>When the active source became so (UTC).</summary>
    public required DateTime? Since { get; init; }

    /// <summary>Why the source is not delivering; null where it is.</summary>
    public required string? Reason { get; init; }

    /// <summary>Age of the newest good live data, s; null where there was none.</summary>
    public required double? DataAgeSeconds { get; init; }

    /// <summary>Bad and missing updates of the live source in a row.</summary>
    public required int DataFailures { get; init; }

    /// <summary>How many of them make the system leave the source.</summary>
    public required int MaxFailuresBeforeFallback { get; init; }

    /// <summary>Updates taken in since the start.</summary>
    public required long TotalUpdates { get; init; }

    /// <summary>Messages and values refused since the start.</summary>
    public required long ValidationFailures { get; init; }

    /// <summary>The same by reason.</summary>
    public required IReadOnlyDictionary<string, long> Refused { get; init; }

    /// <summary>Time from a frame to its published view, ms.</summary>
    public required LatencyReport LatencyMs { get; init; }

    /// <summary>The sources in their order.</summary>
    public required ImmutableArray<SourceSlotReport> Order { get; init; }

    /// <summary>The newest steps of the sources, oldest first.</summary>
    public required ImmutableArray<SourceTransitionReport> Transitions { get; init; }

    /// <summary>The newest changes of source, oldest first.</summary>
    public required ImmutableArray<SourceChangeReport> Changes { get; init; }

    /// <summary>How the recording of the run is; null where nothing is recorded.</summary>
    public required RecordingReport? Recording { get; init; }

    /// <summary>The report of <paramref name="status"/>.</summary>
    internal static SourceReport Of(SupervisorStatus status, SessionHost session, int maxFailures)
    {
        var published = session.Feed.Current;
        var shown = published.View.State.Source;
        var refused = Refusals.Of(session);
        return new SourceReport
        {
            Mode = Telemetry.SchemaNames.Of(shown?.Mode),
            Source = status.ActiveType ?? shown?.Type,
            Name = status.Active,
            Connected = published.Source.State == SourceState.Delivering,
            Simulated = shown?.Simulated ?? false,
            StandingIn = status.StandingIn,
            Since = status.Since?.UtcDateTime,
            Reason = published.Source.Reason,
            DataAgeSeconds = session.AgeOf(status.LastGoodAt)?.TotalSeconds,
            DataFailures = status.FailuresInRow,
            MaxFailuresBeforeFallback = maxFailures,
            TotalUpdates = session.Statistics.Count,
            ValidationFailures = refused.Values.Sum(),
            Refused = refused,
            LatencyMs = LatencyReport.Of(session.Statistics.Latency),
            Order = [.. status.Slots.Select(SourceSlotReport.Of)],
            Transitions = [.. status.Transitions.Select(SourceTransitionReport.Of)],
            Changes = [.. status.Changes.Select(SourceChangeReport.Of)],
            Recording = RecordingReport.Of(session.Recording),
        };
    }
}
