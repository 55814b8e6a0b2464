using System.Collections.Immutable;
using DualTwin.Session;
using DualTwin.Sources;
using DualTwin.Sources.Supervision;

namespace DualTwin.Server.Sourcing;

/// <summary>Where a session's data is to come from.</summary>
public sealed record SourcePlan
{
    /// <summary>The sources, best first; at least one.</summary>
    public required ImmutableArray<SourceSlot> Slots { get; init; }

    /// <summary>
    /// Makes the simulator that stands in while no live source delivers, from the newest view and the silence since its newest
    /// data; null where nothing is to stand in.
    /// </summary>
    public Func<View, TimeSpan, ITelemetrySource>? StandIn { get; init; }

    /// <summary>Limits and delays.</summary>
    public SupervisorOptions Options { get; init; } = new();

    /// <summary>A plan with one source whose session is its own: a simulator, a recording, or a test's script.</summary>
    public static SourcePlan Of(ITelemetrySource source) => new()
    {
        Slots =
        [
            new SourceSlot
            {
                Name = $"{source.Identity.Type} {source.Identity.Name}",
                Type = source.Identity.Type,
                Create = () => source,
                OwnSession = true,
            },
        ],
    };
}
