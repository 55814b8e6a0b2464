using System.Collections.Immutable;

namespace DualTwin.Sources.Supervision;

/// <summary>Use these sources from now on, in this order; the active one stays until one of them delivers.</summary>
/// <param name="Slots">The new list.</param>
/// <param name="Goal">The slot that is asked for by name; null where the list as a whole is meant.</param>
/// <param name="Timeout">How long the goal has to deliver; then the list before is back.</param>
internal sealed record UseSources(ImmutableArray<SourceSlot> Slots, string? Goal, TimeSpan Timeout) : ISupervisorCommand
{
    public TaskCompletionSource<SwitchResult> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
