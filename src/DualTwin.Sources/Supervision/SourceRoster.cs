namespace DualTwin.Sources.Supervision;

/// <summary>The sources in their order, with the one that is no longer in the list but stays until a listed one delivers.</summary>
internal sealed class SourceRoster(Func<SourceSlot, SlotRunner> make) : IAsyncDisposable
{
    private readonly List<SlotRunner> _gone = [];
    private List<SlotRunner> _listed = [];

    /// <summary>The list, best first.</summary>
    public IReadOnlyList<SlotRunner> Listed => _listed;

    /// <summary>The active source that is not in the list any more; null for none.</summary>
    public SlotRunner? Leaving { get; private set; }

    /// <summary>The list, and behind it the one that leaves.</summary>
    public IEnumerable<SlotRunner> All => Leaving is null ? _listed : _listed.Append(Leaving);

    /// <summary>
    /// Puts <paramref name="slots"/> in the place of the list. Sources that are in both go on with the new limits; of the others
    /// only <paramref name="active"/> stays, as the one that leaves.
    /// </summary>
    public void Replace(IEnumerable<SourceSlot> slots, SupervisorOptions options, SlotRunner? active, Func<SlotRunner, bool>? anew = null)
    {
        var before = All.ToList();
        var next = new List<SlotRunner>();
        foreach (var slot in slots)
        {
            if (next.Exists(r => r.Monitor.Slot.IsSameSource(slot)))
            {
                continue;
            }

            var known = before.Find(r => r.Monitor.Slot.IsSameSource(slot) && anew?.Invoke(r) != true);
            known?.Monitor.Adopt(slot, options);
            next.Add(known ?? make(slot));
        }

        _listed = next;
        Leaving = active is not null && !next.Contains(active) ? active : null;
        before.RemoveAll(r => next.Contains(r) || ReferenceEquals(r, Leaving));
        before.ForEach(Drop);
    }

    /// <summary>All sources go on, with new limits.</summary>
    public void Adopt(SupervisorOptions options)
    {
        foreach (var runner in All)
        {
            runner.Monitor.Adopt(runner.Monitor.Slot, options);
        }
    }

    /// <summary>Drops the one that leaves, if there is one.</summary>
    public void EndLeaving()
    {
        if (Leaving is { } leaving)
        {
            Leaving = null;
            Drop(leaving);
        }
    }

    /// <summary>Ends <paramref name="runner"/>, which is in use no longer.</summary>
    public void Drop(SlotRunner runner)
    {
        runner.End();
        runner.Monitor.Dismiss("no longer in use");
        _gone.RemoveAll(static r => r.Over);
        _gone.Add(runner);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var runner in All.Concat(_gone).ToList())
        {
            await runner.DisposeAsync();
        }
    }
}
