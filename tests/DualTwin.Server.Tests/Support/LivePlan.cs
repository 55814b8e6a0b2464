using DualTwin.Server.Sourcing;
using DualTwin.Sources;
using DualTwin.Sources.Supervision;

namespace DualTwin.Server.Tests.Support;

/// <summary>Plans whose source is a live one, which can be given up.</summary>
internal static class LivePlan
{
    public static SourcePlan Of(ITelemetrySource source, ITelemetrySource? standIn = null) => new()
    {
        Slots = [new SourceSlot { Name = $"{source.Identity.Type} {source.Identity.Name}", Type = source.Identity.Type, Create = () => source }],
        StandIn = standIn is null ? null : (_, _) => standIn,
    };
}
