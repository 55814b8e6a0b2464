using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace DualTwin.Sources.Supervision;

/// <summary>
/// Decides which source counts. The active source stays until it fails or a better one has proved itself; while no source delivers
/// the stand-in does. Where nothing stands in, a failing source stays until another delivers.
/// </summary>
internal sealed class SourceSelector : IAsyncDisposable
{
    private readonly ChannelWriter<SupervisorSignal> _signals;
    private readonly Func<ITelemetrySource>? _standInFactory;
    private readonly TimeProvider _time;
    private readonly Func<double> _jitter;
    private readonly ILogger _logger;
    private readonly long _zero;
    private readonly SupervisorStory _story;
    private readonly SourceRoster _roster;
    private readonly ResourceLoans _loans = new();
    private SupervisorOptions _options;
    private SlotRunner? _active;
    private SlotRunner? _sessionOwner;
    private SlotRunner? _standIn;
    private PendingSwitch? _pending;
    private UseSources? _delivered;
    private TimeSpan? _lastLive;
    private DateTimeOffset? _shownAt;

    public SourceSelector(
        ChannelWriter<SupervisorSignal> signals,
        IEnumerable<SourceSlot> slots,
        Func<ITelemetrySource>? standIn,
        SupervisorOptions options,
        TimeProvider time,
        Func<double> jitter,
        ILogger logger)
    {
        (_signals, _standInFactory, _options, _time, _jitter, _logger) = (signals, standIn, options, time, jitter, logger);
        _zero = time.GetTimestamp();
        _story = new SupervisorStory(time, logger);
        _roster = new SourceRoster(NewRunner);
        _roster.Replace(slots, options, active: null);
    }

    private TimeSpan Now => _time.GetElapsedTime(_zero);

    private bool StandingIn => _standIn is not null;

    /// <summary>Rises with each step of any source.</summary>
    public long Steps => _story.Steps;

    /// <summary>Takes in one signal.</summary>
    public void Take(SupervisorSignal signal, List<SupervisedItem> items)
    {
        if (signal.Runner is not { } runner || !runner.IsCurrent(signal.Attempt))
        {
            return;
        }

        switch (signal.Kind)
        {
            case SupervisorSignal.Kinds.Frame:
                TakeFrame(runner, signal.Frame!, items);
                break;
            case SupervisorSignal.Kinds.End when runner.Monitor.Slot.OwnSession:
                runner.Monitor.End("it has said all it had to say");
                break;
            case SupervisorSignal.Kinds.End:
                runner.Monitor.Lost(Now, "the other side closed the connection");
                break;
            case SupervisorSignal.Kinds.Loss:
                TakeLoss(runner, signal);
                break;
            default:
                break;
        }
    }

    /// <summary>Takes in a new list of sources.</summary>
    public void Use(UseSources command)
    {
        _options = command.Options ?? _options;
        if (command.Slots is not { } slots)
        {
            _roster.Adopt(_options);
            return;
        }

        var before = _pending?.Before ?? [.. _roster.Listed.Select(r => r.Monitor.Slot)];
        Answer(new SwitchResult(false, "A later request took its place."));
        var goals = command.Goals;

        // What is asked for comes first, and what has said all it had to say begins anew.
        _roster.Replace(
            slots.OrderBy(s => goals.Contains(s.Name) ? 0 : 1),
            _options,
            _active,
            anew: r => (command.Anew || r.Monitor.Phase == SlotPhase.Ended) && goals.Contains(r.Monitor.Slot.Name));
        _pending = goals.IsEmpty ? null : new PendingSwitch(command, before, Now + command.Timeout);
    }

    /// <summary>Looks at all rules once: time limits, attempts that are due, and which source counts.</summary>
    public void Look(List<SupervisedItem> items)
    {
        var now = Now;
        foreach (var runner in Running())
        {
            runner.Advance(now);
        }

        Choose(now, items);
        WantTheRightOnes(now);
        _loans.Settle(_roster.All, now);
        BeginDueAttempts(now);
        SettlePending(now);
    }

    public SupervisorStatus Status() => _story.Status(_roster.All, _active, StandingIn, Now, _lastLive);

    public async ValueTask DisposeAsync()
    {
        AnswerDelivered();
        Answer(SwitchResult.Ending);
        await _roster.DisposeAsync();
        if (_standIn is not null)
        {
            await _standIn.DisposeAsync();
        }
    }

    private IEnumerable<SlotRunner> Running() => _standIn is null ? _roster.All : _roster.All.Append(_standIn);

    private SlotRunner NewRunner(SourceSlot slot) =>
        new(new SlotMonitor(slot, _options, _jitter, _story.Tell), _signals, _logger);

    private void TakeFrame(SlotRunner runner, Telemetry.Frames.Frame frame, List<SupervisedItem> items)
    {
        runner.Monitor.Good(Now);
        if (ReferenceEquals(runner, _standIn))
        {
            items.Add(SupervisedItem.Of(frame, FrameRole.StandIn));
            return;
        }

        if (ReferenceEquals(runner, _active))
        {
            Measured(frame, FrameRole.Measured, items);
            return;
        }

        runner.Hold(frame);

        // A source that may take over does so with its first frame, not at the next look.
        Choose(Now, items);
    }

    // Who leaves, or is to be replaced on request, makes way. Sources of one list do not: what one gains another would lose.
    private void TakeLoss(SlotRunner runner, SupervisorSignal signal)
    {
        runner.Monitor.Lost(Now, signal.Cause!);
        if (signal.InUse)
        {
            _loans.Lend(runner, IsGoal(runner) ? _roster.All : _roster.All.Except(_roster.Listed), Now);
        }
    }

    private void Measured(Telemetry.Frames.Frame frame, FrameRole role, List<SupervisedItem> items)
    {
        items.Add(SupervisedItem.Of(frame, role));
        _shownAt = role == FrameRole.Behind || (frame.MeasuredAt < _shownAt && !frame.ClockSetBack) ? _shownAt : frame.MeasuredAt;
        _lastLive = _active!.Monitor.Slot.OwnSession ? _lastLive : _active.Monitor.LastGood;
    }

    private void Choose(TimeSpan now, List<SupervisedItem> items)
    {
        var cause = _active?.Monitor.FailoverCause(now);
        if (Better(now, mayBeWorse: cause is not null) is { } next)
        {
            TurnTo(next, cause, now, items);
        }
        else if (_standInFactory is not null && !StandingIn && (cause ?? FirstCause(now)) is { } failing)
        {
            StandIn(failing, now, items);
        }
    }

    // The first source that may take over from the active one.
    private SlotRunner? Better(TimeSpan now, bool mayBeWorse)
    {
        // Waiting loses nothing while the active one delivers; one that has lent its port cannot.
        var overLive = _active is { Monitor.Slot.OwnSession: false } && !mayBeWorse && !_loans.IsLender(_active);
        foreach (var runner in _roster.Listed)
        {
            if (!ReferenceEquals(runner, _active))
            {
                if (IsGoal(runner) ? runner.Monitor.Healthy(now) : MayUnasked(mayBeWorse) && runner.Monitor.MayTakeOver(now, overLive))
                {
                    return runner;
                }
            }
            else if (!mayBeWorse)
            {
                return null;
            }
        }

        return null;
    }

    // One that leaves can have the name of the one that takes its place.
    private bool IsGoal(SlotRunner runner) => !ReferenceEquals(runner, _roster.Leaving) && _pending?.Command.Goals.Contains(runner.Monitor.Slot.Name) == true;

    // While somebody waits for a source, the one before stays for it: no third one comes between unless it fails.
    private bool MayUnasked(bool activeFails) => _pending is null || _active is null || activeFails;

    // Nothing is active: the first trouble in the list is the reason.
    private string? FirstCause(TimeSpan now) =>
        _active is null ? _roster.Listed.Select(r => r.Monitor.FailoverCause(now)).FirstOrDefault(cause => cause is not null) : null;

    private void TurnTo(SlotRunner runner, string? failure, TimeSpan now, List<SupervisedItem> items)
    {
        var before = _active ?? _standIn;
        var kind = before is null ? SourceChangeKind.Start
            : IsGoal(runner) ? SourceChangeKind.Request
            : failure is not null ? SourceChangeKind.Failover : SourceChangeKind.Return;
        if (failure is not null)
        {
            _active!.Monitor.FailedOver(now);
        }

        var begins = _sessionOwner is { } owner && !ReferenceEquals(owner, runner)
            && (owner.Monitor.Slot.OwnSession || runner.Monitor.Slot.OwnSession);
        // What a stand-in made up gives way to the truth at once; what another live source has shown is as true.
        _shownAt = _active is null || begins ? null : _shownAt;
        (_active, _sessionOwner) = (runner, runner);
        runner.Monitor.TookOver();
        EndStandIn();
        items.Add(SupervisedItem.Of(_story.Change(kind, before, runner, failure ?? SupervisorStory.Words(kind), begins)));
        foreach (var (frame, role) in runner.Release(_shownAt))
        {
            Measured(frame, role, items);
        }

        if (!ReferenceEquals(_roster.Leaving, runner))
        {
            _roster.EndLeaving();
        }
    }

    private void StandIn(string cause, TimeSpan now, List<SupervisedItem> items)
    {
        var failed = _active;
        failed?.Monitor.FailedOver(now);
        _active = null;
        _roster.EndLeaving();
        _standIn = NewRunner(SourceSlot.StandIn(_standInFactory!));
        _standIn.Monitor.Want(now);
        items.Add(SupervisedItem.Of(_story.Change(SourceChangeKind.Failover, failed, _standIn, cause, false)));
    }

    private void EndStandIn()
    {
        if (_standIn is { } over)
        {
            _standIn = null;
            _roster.Drop(over);
        }
    }

    // Better sources than the active one are tried for ever; the others rest until they may be needed.
    private void WantTheRightOnes(TimeSpan now)
    {
        var wanted = true;
        foreach (var runner in _roster.Listed)
        {
            if (wanted && !runner.Monitor.Wanted)
            {
                runner.Monitor.Want(now);
            }
            else if (!wanted && runner.Monitor.Wanted)
            {
                runner.End();
                runner.Monitor.Dismiss("a better source delivers");
            }

            wanted &= !ReferenceEquals(runner, _active) || runner.Monitor.InDoubt(now) || runner.Monitor.FailoverCause(now) is not null;
        }
    }

    private void BeginDueAttempts(TimeSpan now)
    {
        foreach (var runner in Running())
        {
            if (runner.Monitor.AttemptDue(now) && !_loans.IsLender(runner))
            {
                runner.Monitor.BeginAttempt(now);
                runner.Begin();
            }
        }
    }

    private void SettlePending(TimeSpan now)
    {
        if (_pending is not { } pending)
        {
            return;
        }

        if (_active is { } active && IsGoal(active) && active.Monitor.Phase is SlotPhase.Delivering or SlotPhase.Ended)
        {
            _delivered = _pending.Command;
            _pending = null;
        }
        else if (now >= pending.Deadline)
        {
            var reason = string.Join("; ", _roster.Listed.Where(IsGoal).Select(g => pending.Words(g.Monitor)));
            _roster.Replace(pending.Before, _options, _active);
            Answer(new SwitchResult(false, reason));
        }
    }

    /// <summary>Answers the request whose source now delivers. To be called when the change has been read, so that who asked sees it.</summary>
    public void AnswerDelivered()
    {
        _delivered?.Answer.TrySetResult(new SwitchResult(true, null));
        _delivered = null;
    }

    private void Answer(SwitchResult result)
    {
        var pending = _pending;
        _pending = null;
        pending?.Command.Answer.TrySetResult(result);
    }
}
