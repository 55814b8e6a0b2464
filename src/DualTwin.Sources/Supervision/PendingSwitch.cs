namespace DualTwin.Sources.Supervision;

/// <summary>A request to turn to a source that has not delivered yet.</summary>
/// <param name="Command">The request.</param>
/// <param name="Before">The list that is back where nothing comes of it.</param>
/// <param name="Deadline">When it is given up.</param>
internal sealed record PendingSwitch(UseSources Command, IReadOnlyList<SourceSlot> Before, TimeSpan Deadline)
{
    /// <summary>Why <paramref name="goal"/> does not deliver.</summary>
    public string Words(SlotMonitor goal) =>
        FormattableString.Invariant($"{goal.Slot.Name}: no data came within {Command.Timeout.TotalSeconds:0.###} s ({goal.Cause})");
}
