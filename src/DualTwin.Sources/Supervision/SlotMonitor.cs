namespace DualTwin.Sources.Supervision;

/// <summary>
/// What the supervisor knows of one source, and the rules that move it from phase to phase. Pure: times come in as readings of a
/// monotonic clock, so that a jump of the system's clock is no silence.
/// </summary>
internal sealed class SlotMonitor(
    SourceSlot slot, SupervisorOptions options, Func<double> jitter, Action<SlotMonitor, SlotPhase, SlotPhase, string>? tell = null)
{
    // A silent connection may be a dead one that nobody closed: after this many stall limits it is given up and made anew, after
    // twice as many the next time, so that a source which speaks but seldom is left the time to.
    private const int StallLimitsUntilRemade = 3;
    private const int MaxRemadeDoublings = 4;

    // A source that fails again within this time has to prove itself longer before it is returned to.
    private static readonly TimeSpan FlapMemory = TimeSpan.FromSeconds(60);
    private const int MaxFlapDoublings = 3;

    private readonly IntervalMeter _intervals = new();
    private readonly Queue<TimeSpan> _failovers = new();
    private SupervisorOptions _options = options;
    private TimeSpan _wantedSince;
    private TimeSpan _attemptSince;
    private TimeSpan? _attemptGood;
    private int _refusedInRow;
    private int _repeatsInRow;
    private string? _refusal;
    private int _remadeInRow;
    private bool _mustProve;
    private string? _lastLoss;

    public SourceSlot Slot { get; private set; } = slot;

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

    /// <summary>Takes new limits and delays for the same source.</summary>
    public void Adopt(SourceSlot slot, SupervisorOptions options) => (Slot, _options) = (slot, options);

    /// <summary>Begins to want the source; its first attempt is due at once.</summary>
    public void Want(TimeSpan now)
    {
        (_wantedSince, NextAttempt) = (now, now);
        (FailedAttempts, _refusedInRow, _remadeInRow) = (0, 0, 0);
        (LastGood, GoodSince, _lastLoss) = (null, null, null);
        Move(SlotPhase.Retrying, "wanted");
    }

    public void Dismiss(string cause)
    {
        GoodSince = null;
        Move(SlotPhase.Idle, cause);
    }

    public bool AttemptDue(TimeSpan now) => Phase == SlotPhase.Retrying && now >= NextAttempt;

    public void BeginAttempt(TimeSpan now)
    {
        (_refusedInRow, _attemptSince, _attemptGood) = (0, now, null);
        _intervals.Break();
        Move(SlotPhase.Connecting, _lastLoss is null ? "connecting" : $"attempt {FailedAttempts + 1}, after: {_lastLoss}");
    }

    /// <summary>Good data came in.</summary>
    public void Good(TimeSpan now)
    {
        _intervals.Note(now);
        _refusedInRow = 0;
        if (_attemptGood is not null)
        {
            // Two messages of one connection: it lives.
            _remadeInRow = 0;
        }

        (LastGood, _attemptGood, _lastLoss) = (now, now, null);
        GoodSince ??= now;
        if (now > GoodSince && now - GoodSince >= _options.ReturnAfter)
        {
            // A source that closes after every message must not start its backoff anew with each.
            FailedAttempts = 0;
        }

        Move(SlotPhase.Delivering, "good data");
    }

    /// <summary>What the source has refused since its last good message, and how often it heard the same again.</summary>
    public void Heard(SourceCounters counters) =>
        (_refusedInRow, _refusal, _repeatsInRow) = (counters.RefusedInRow, counters.LastRefusal, counters.RepeatsInRow);

    /// <summary>The attempt is over.</summary>
    public void Lost(TimeSpan now, string cause)
    {
        FailedAttempts++;
        _lastLoss = cause;
        GoodSince = null;
        NextAttempt = now + Backoff.Delay(FailedAttempts, Slot.ReconnectDelay ?? _options.ReconnectDelay, _options.MaxBackoff, jitter());
        Move(SlotPhase.Retrying, cause);
    }

    /// <summary>The source has said all it had to say.</summary>
    public void End(string cause) => Move(SlotPhase.Ended, cause);

    /// <summary>True where the connection has been silent for so long that it is to be made anew.</summary>
    public bool ConnectionIsDead(TimeSpan now)
    {
        var silence = StallLimit * (StallLimitsUntilRemade << Math.Min(_remadeInRow, MaxRemadeDoublings));
        return !Slot.OwnSession && Phase == SlotPhase.Stalled
            && now - (_attemptGood ?? _attemptSince + Slot.ConnectTimeout) >= silence;
    }

    /// <summary>
    /// The silent connection is given up for a new one, which is due at once: the source was waited for long enough, and one that
    /// only listens should not be deaf in between.
    /// </summary>
    public void Remake(TimeSpan now)
    {
        _remadeInRow++;
        Resume(now, "the connection was silent for too long and is made anew");
    }

    /// <summary>The source is not read for a while, and stays in its phase: it goes on where what it lent comes back.</summary>
    public void MakeWay(string cause) => Cause = cause;

    /// <summary>What kept the source from its work is out of the way: the next attempt is due at once.</summary>
    public void Resume(TimeSpan now, string cause)
    {
        NextAttempt = now;
        Move(SlotPhase.Retrying, cause);
    }

    /// <summary>Moves to stalled where the silence has lasted too long; data that is not good any more proves nothing.</summary>
    public void Tick(TimeSpan now)
    {
        if (Slot.OwnSession)
        {
            return;
        }

        if (FailoverCause(now) is not null)
        {
            GoodSince = null;
        }

        if (Phase == SlotPhase.Delivering && Silence(now) >= StallLimit)
        {
            Move(SlotPhase.Stalled, SilenceWords(Silence(now)));
        }
        else if (Phase == SlotPhase.Connecting && now - _attemptSince >= Max(StallLimit, Slot.ConnectTimeout))
        {
            Move(SlotPhase.Stalled, FormattableString.Invariant($"no data within {(now - _attemptSince).TotalSeconds:F1} s of connecting"));
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
            return _lastLoss is null ? SilenceWords(silence) : FormattableString.Invariant($"no data for {silence.TotalSeconds:F1} s ({_lastLoss})");
        }

        var missing = Missing(now);
        if (_refusedInRow + missing >= _options.MaxFailures)
        {
            var what = _refusedInRow > 0 && _refusal is { } refusal ? $" (the last one: {refusal})" : "";
            return $"{_refusedInRow} bad and {missing} missing updates in a row, limit {_options.MaxFailures}{what}";
        }

        return FailedAttempts >= (Slot.MaxReconnectAttempts ?? _options.MaxReconnectAttempts) && Phase != SlotPhase.Delivering
            ? $"{FailedAttempts} attempts to connect failed ({_lastLoss ?? Cause})"
            : null;
    }

    /// <summary>
    /// True where the source delivers nothing now, or has used up half of the silence it is allowed: the next one should be warm by the
    /// time this one is given up.
    /// </summary>
    public bool InDoubt(TimeSpan now) => !Slot.OwnSession && (Phase != SlotPhase.Delivering || Silence(now) >= StallLimit / 2);

    /// <summary>Bad and missing updates since the newest good one.</summary>
    public int FailuresInRow(TimeSpan now) => Wanted && !Slot.OwnSession ? _refusedInRow + Missing(now) : 0;

    /// <summary>Notes that the source was given up: it has to prove itself before it is returned to.</summary>
    public void FailedOver(TimeSpan now)
    {
        _failovers.Enqueue(now);
        _mustProve = true;
        GoodSince = null;
    }

    /// <summary>Notes that the source has proved itself.</summary>
    public void TookOver() => _mustProve = false;

    /// <summary>True where good data comes in.</summary>
    public bool Healthy(TimeSpan now) => Phase == SlotPhase.Delivering && GoodSince is not null && FailoverCause(now) is null;

    /// <summary>True where the source may take over: it delivers, and for long enough where it had failed or where <paramref name="overLive"/>.</summary>
    /// <param name="now">The time.</param>
    /// <param name="overLive">Whether another live source is active, so that nothing is lost by waiting.</param>
    public bool MayTakeOver(TimeSpan now, bool overLive) => Healthy(now) && now - GoodSince >= Proof(now, overLive);

    private TimeSpan Proof(TimeSpan now, bool overLive)
    {
        if (Slot.OwnSession || !(_mustProve || overLive))
        {
            return TimeSpan.Zero;
        }

        while (_failovers.TryPeek(out var at) && now - at > FlapMemory)
        {
            _failovers.Dequeue();
        }

        return _options.ReturnAfter * (1 << Math.Clamp(_failovers.Count - 1, 0, MaxFlapDoublings));
    }

    // An update that is no more than late by the source's own rhythm is not missing.
    private int Missing(TimeSpan now) => (int)(Silence(now) / Max(Slot.UpdateInterval ?? _options.UpdateInterval, _intervals.Median ?? StallRule.Least));

    private TimeSpan Silence(TimeSpan now) => now - Max(_wantedSince, LastGood ?? TimeSpan.MinValue);

    private string SilenceWords(TimeSpan silence) =>
        FormattableString.Invariant($"silent for {silence.TotalSeconds:F1} s, limit {StallLimit.TotalSeconds:F1} s")
        + (_repeatsInRow == 0 ? "" : FormattableString.Invariant($"; {_repeatsInRow} messages said the same as the one before"));

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private void Move(SlotPhase phase, string cause)
    {
        if (Phase == phase && phase == SlotPhase.Delivering)
        {
            return;
        }

        var from = Phase;
        (Phase, Cause) = (phase, cause);
        if (from != phase)
        {
            tell?.Invoke(this, from, phase, cause);
        }
    }
}
