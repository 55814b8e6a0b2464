namespace DualTwin.Sources.Supervision;

/// <summary>
/// What only one source at a time can hold, such as a port. A source that finds it in use borrows it from the one that it is to
/// follow, which stays what it is, silent for that time, and gets it back where the borrower cannot use it.
/// </summary>
internal sealed class ResourceLoans
{
    /// <summary>What the cause of a source begins with that is not read because another one has what it needs.</summary>
    public const string Way = "makes way ";

    private readonly List<(SlotRunner Lender, SlotRunner Borrower)> _loans = [];

    /// <summary>True where <paramref name="runner"/> waits to get back what it lent.</summary>
    public bool IsLender(SlotRunner runner) => _loans.Exists(loan => ReferenceEquals(loan.Lender, runner));

    /// <summary>Takes what <paramref name="borrower"/> found in use from whichever of <paramref name="holders"/> has it.</summary>
    public void Lend(SlotRunner borrower, IEnumerable<SlotRunner> holders, TimeSpan now)
    {
        var wanted = borrower.Monitor.Slot.Exclusive;
        var lender = holders.FirstOrDefault(h =>
            !ReferenceEquals(h, borrower) && h.Source is not null && wanted is not null && h.Monitor.Slot.Exclusive == wanted);
        if (lender is null)
        {
            return;
        }

        lender.End();
        lender.Monitor.MakeWay($"{Way}for {borrower.Monitor.Slot.Name}");
        borrower.After(lender);
        _loans.Add((lender, borrower));
        borrower.Monitor.Resume(now, $"{lender.Monitor.Slot.Name} makes way");
    }

    /// <summary>Gives back what is not used, and forgets lenders that need it no more. <paramref name="runners"/> are those in use.</summary>
    public void Settle(IEnumerable<SlotRunner> runners, TimeSpan now)
    {
        var inUse = runners.ToList();
        foreach (var (lender, borrower) in _loans.ToList())
        {
            var needed = inUse.Contains(lender) && lender.Monitor.Wanted;
            if (needed && inUse.Contains(borrower) && Holds(borrower.Monitor, now))
            {
                continue;
            }

            _loans.Remove((lender, borrower));
            if (needed)
            {
                lender.After(borrower);
                lender.Monitor.Resume(now, $"{borrower.Monitor.Slot.Name} has made way again");
            }
        }
    }

    private static bool Holds(SlotMonitor borrower, TimeSpan now) =>
        borrower.Phase is SlotPhase.Connecting or SlotPhase.Delivering or SlotPhase.Stalled || borrower.AttemptDue(now);
}
