using DualTwin.Sources.Supervision;

namespace DualTwin.Server.Sourcing;

/// <summary>One step in a source's life.</summary>
public sealed record SourceTransitionReport(DateTime At, string Source, string From, string To, string Cause)
{
    internal static SourceTransitionReport Of(SourceTransition step) => new(
        step.At.UtcDateTime, step.Source, SourceSlotReport.NameOf(step.From), SourceSlotReport.NameOf(step.To), step.Cause);
}
