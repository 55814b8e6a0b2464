namespace DualTwin.Sources.Supervision;

/// <summary>
/// What the supervisor knows of one source, and the rules that move it from phase to phase. Pure: times come in as readings of a
/// monotonic clock, so that a jump of the system's clock is no silence.
/// </summary>
internal sealed class SlotMonitor(
    SourceSlot slot, SupervisorOptions options, Func<double> jitter, Action<SlotMonitor, SlotPhase, SlotPhase, string>? tell = null)
{
    // A silent connection may be a dead one that nobody closed: after this many stall limits it is given up and made anew.
    private const int StallLimitsUntilReconnect = 3;

    // A source that fails again within this time has to prove itself longer before it is returned to.
    private static readonly TimeSpan FlapMemory = TimeSpan.FromSeconds(60);
    private const int MaxFlapDoublings = 3;

    private readonly IntervalMeter _intervals = new();
    private readonly Queue<TimeSpan> _failovers = new();
    private TimeSpan _wantedSince;
    private TimeSpan _attemptSince;
    private int _refusedInRow;

    public SourceSlot Slot { get; } = slot;

    public SlotPhase Phase { get; private set; } = SlotPhase.Idle;

    /// <summary>Why the slot is in its phase.</summary>
    public string Cause { get; private set; } = "not wanted";

    /// <summary>Failed attempts to connect in a row.</summary>
    public int FailedAttempts { get; private set; }

    /// <summary>When good data last came in.</summary>
    public TimeSpan? LastGood { get; private set; }

    /// <summary>Since when good data has come in without a break.</summary>
    public TimeSpan? GoodSince { get; private set; }

    /// <summary>When the next attempt is due, while retrying.</summary>
    public TimeSpan NextAttempt { get; private set; }

    public TimeSpan StallLimit => Slot.Stall.Limit(_intervals.Median);

    public bool Wanted => Phase != SlotPhase.Idle;

    /// <summary>Begins to want the source; its first attempt is due at once.</summary>
    public void Want(TimeSpan now)
    {
        _wantedSince = now;
        FailedAttempts = 0;
        LastGood = null;
        GoodSince = null;
        Move(SlotPhase.Retrying, "wanted");
        NextAttempt = now;
    }

    public void Dismiss(string cause)
    {
        GoodSince = null;
        Move(SlotPhase.Idle, cause);
    }

    public bool AttemptDue(TimeSpan now) => Phase == SlotPhase.Retrying && now >= NextAttempt;

    public void BeginAttempt(TimeSpan now)
    {
        _refusedInRow = 0;
        _intervals.Break();
        _attemptSince = now;
        Move(SlotPhase.Connecting, FailedAttempts == 0 ? "connecting" : $"attempt {FailedAttempts + 1}");
    }

    /// <summary>Good data came in.</summary>
    public void Good(TimeSpan now)
    {
        _intervals.Note(now);
        _refusedInRow = 0;
        LastGood = now;
        if (Phase != SlotPhase.Delivering)
        {
            GoodSince = now;
            Move(SlotPhase.Delivering, "good data");
        }
        else if (now - GoodSince >= options.ReturnAfter)
        {
            // A source that closes after every message must not start its backoff anew with each.
            FailedAttempts = 0;
        }
    }

    /// <summary>The source has refused <paramref name="inRow"/> messages since its last good one.</summary>
    public void Refused(int inRow) => _refusedInRow = inRow;

    /// <summary>The attempt is over.</summary>
    public void Lost(TimeSpan now, string cause)
    {
        FailedAttempts++;
        GoodSince = null;
        NextAttempt = now + Backoff.Delay(FailedAttempts, options.ReconnectDelay, options.MaxBackoff, jitter());
        Move(SlotPhase.Retrying, cause);
    }

    /// <summary>The source has said all it had to say.</summary>
    public void End(string cause) => Move(SlotPhase.Ended, cause);

    /// <summary>True where the connection has been silent for so long that it is to be made anew.</summary>
    public bool ConnectionIsDead(TimeSpan now) =>
        !Slot.OwnSession && Phase == SlotPhase.Stalled && now - Latest(_attemptSince, LastGood) >= StallLimit * StallLimitsUntilReconnect;

    /// <summary>Moves to stalled where the silence has lasted too long.</summary>
    public void Tick(TimeSpan now)
    {
        if (!Slot.OwnSession && Phase is SlotPhase.Delivering or SlotPhase.Connecting && Silence(now) >= StallLimit && LastGood is not null)
        {
            GoodSince = null;
            Move(SlotPhase.Stalled, $"silent for {Silence(now).TotalSeconds:F1} s, limit {StallLimit.TotalSeconds:F1} s");
        }
    }

    /// <summary>Why the source is to be given up; null where it is not.</summary>
    public string? FailoverCause(TimeSpan now)
    {
        if (Slot.OwnSession || Phase is SlotPhase.Idle or SlotPhase.Ended)
        {
            return null;
        }

        var silence = Silence(now);
        if (silence >= StallLimit)
        {
            return Phase == SlotPhase.Retrying
                ? $"no data for {silence.TotalSeconds:F1} s ({Cause})"
                : $"silent for {silence.TotalSeconds:F1} s, limit {StallLimit.TotalSeconds:F1} s";
        }

        var missing = Missing(now);
        if (_refusedInRow + missing >= options.MaxFailures)
        {
            return $"{_refusedInRow} bad and {missing} missing updates in a row, limit {options.MaxFailures}";
        }

        return FailedAttempts >= options.MaxReconnectAttempts && Phase != SlotPhase.Delivering
            ? $"{FailedAttempts} attempts to connect failed ({Cause})"
            : null;
    }

    /// <summary>Bad and missing updates since the newest good one.</summary>
    public int FailuresInRow(TimeSpan now) => Wanted && !Slot.OwnSession ? _refusedInRow + Missing(now) : 0;

    /// <summary>Notes that the source was given up.</summary>
    public void FailedOver(TimeSpan now) => _failovers.Enqueue(now);

    /// <summary>True where the source may take over: it delivers, and for long enough after it had failed.</summary>
    public bool MayTakeOver(TimeSpan now)
    {
        if (Phase != SlotPhase.Delivering || FailoverCause(now) is not null)
        {
            return false;
        }

        while (_failovers.TryPeek(out var at) && now - at > FlapMemory)
        {
            _failovers.Dequeue();
        }

        if (_failovers.Count == 0)
        {
            return true;
        }

        var proof = options.ReturnAfter * Math.Pow(2, Math.Min(_failovers.Count - 1, MaxFlapDoublings));
        return now - GoodSince >= proof;
    }

    private int Missing(TimeSpan now) => (int)(Silence(now) / options.UpdateInterval);

    private TimeSpan Silence(TimeSpan now) => now - Latest(_wantedSince, LastGood);

    private static TimeSpan Latest(TimeSpan since, TimeSpan? good) => good is { } g && g > since ? g : since;

    private void Move(SlotPhase phase, string cause)
    {
        var from = Phase;
        (Phase, Cause) = (phase, cause);
        if (from != phase)
        {
            tell?.Invoke(this, from, phase, cause);
        }
    }
}
