using System.Collections.Immutable;

namespace DualTwin.Sources.Supervision;

/// <summary>Use these sources from now on, in this order; the active one stays until one of them delivers.</summary>
/// <param name="Slots">The new list; null leaves it, and who waits for a source of it waits on.</param>
/// <param name="Goals">Names of the slots that are asked for, one of which is to deliver; empty where the list as a whole is meant.</param>
/// <param name="Options">Limits and delays from now on; null leaves them.</param>
/// <param name="Timeout">How long the goals have for it; then the list before is back.</param>
/// <param name="Anew">Whether a goal that is read already begins anew.</param>
internal sealed record UseSources(
    ImmutableArray<SourceSlot>? Slots, ImmutableArray<string> Goals, SupervisorOptions? Options, TimeSpan Timeout, bool Anew = false)
{
    public TaskCompletionSource<SwitchResult> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
