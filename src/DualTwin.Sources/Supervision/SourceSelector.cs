using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace DualTwin.Sources.Supervision;

/// <summary>
/// Decides which source counts. The active source stays until it fails or a better one has proved itself; while no source delivers
/// the stand-in does.
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
    private readonly List<SlotRunner> _gone = [];
    private SupervisorOptions _options;
    private List<SlotRunner> _runners;
    private SlotRunner? _active;
    private SlotRunner? _leaving;
    private SlotRunner? _standIn;
    private PendingSwitch? _pending;

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
        _runners = [.. slots.Select(NewRunner)];
    }

    private TimeSpan Now => _time.GetElapsedTime(_zero);

    private bool StandingIn => _standIn is not null;

    /// <summary>Rises with each step of any source.</summary>
    public long Steps => _story.Steps;

    /// <summary>Takes in one signal.</summary>
    public void Take(SupervisorSignal signal, List<SupervisedItem> items)
    {
        if (signal.Command is UseSources command)
        {
            Use(command);
        }

        if (signal.Runner is not { } runner || signal.Attempt != runner.Attempt)
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
                runner.Monitor.Lost(Now, signal.Cause!);
                break;
            default:
                break;
        }
    }

    /// <summary>Looks at all rules once: time limits, attempts that are due, and which source counts.</summary>
    public void Look(List<SupervisedItem> items)
    {
        var now = Now;
        foreach (var runner in All())
        {
            Advance(runner, now);
        }

        Choose(now, items);
        WantTheRightOnes(now);
        BeginDueAttempts(now);
        SettlePending(now);
    }

    public SupervisorStatus Status() => _story.Status(_runners, _active, StandingIn, Now);

    public async ValueTask DisposeAsync()
    {
        foreach (var runner in All().Concat(_gone).ToList())
        {
            await runner.DisposeAsync();
        }

        _pending?.Command.Answer.TrySetResult(new SwitchResult(false, "The program is ending."));
    }

    private IEnumerable<SlotRunner> All()
    {
        foreach (var runner in _runners)
        {
            yield return runner;
        }

        if (_leaving is not null)
        {
            yield return _leaving;
        }

        if (_standIn is not null)
        {
            yield return _standIn;
        }
    }

    private SlotRunner NewRunner(SourceSlot slot) =>
        new(new SlotMonitor(slot, _options, _jitter, _story.Tell), _signals, _logger);

    private void TakeFrame(SlotRunner runner, Telemetry.Frames.Frame frame, List<SupervisedItem> items)
    {
        runner.Monitor.Good(Now);
        if (ReferenceEquals(runner, _active) || ReferenceEquals(runner, _standIn))
        {
            var role = ReferenceEquals(runner, _standIn) ? FrameRole.StandIn : FrameRole.Measured;
            items.Add(SupervisedItem.Of(frame, role));
            return;
        }

        runner.Hold(frame);

        // A source that may take over does so with its first frame, not at the next look.
        Choose(Now, items);
    }

    private static void Advance(SlotRunner runner, TimeSpan now)
    {
        if (runner.Source is { } source)
        {
            runner.Monitor.Refused(source.Counters.RefusedInRow);
        }

        runner.Monitor.Tick(now);
        if (runner.Monitor.ConnectionIsDead(now))
        {
            runner.End();
            runner.Monitor.Lost(now, "the connection was silent for too long and is made anew");
        }
    }

    private void Choose(TimeSpan now, List<SupervisedItem> items)
    {
        foreach (var runner in _runners)
        {
            if (ReferenceEquals(runner, _active))
            {
                break;
            }

            if (runner.Monitor.MayTakeOver(now))
            {
                TurnTo(runner, items);
                return;
            }
        }

        if (_active?.Monitor.FailoverCause(now) is { } cause)
        {
            FailOver(_active, cause, now, items);
        }
        else if (_active is null && !StandingIn && FirstCause(now) is { } none)
        {
            StandIn(none, items);
        }
    }

    // Nothing has ever delivered: the best source's trouble is the reason.
    private string? FirstCause(TimeSpan now) => _runners.Count > 0 ? _runners[0].Monitor.FailoverCause(now) : null;

    private void FailOver(SlotRunner failed, string cause, TimeSpan now, List<SupervisedItem> items)
    {
        failed.Monitor.FailedOver(now);
        _active = null;
        if (ReferenceEquals(failed, _leaving))
        {
            Drop(_leaving);
            _leaving = null;
        }

        var next = _runners.Find(r => !ReferenceEquals(r, failed) && r.Monitor.MayTakeOver(now));
        if (next is not null)
        {
            TurnTo(next, items, SourceChangeKind.Failover, failed, cause);
        }
        else
        {
            StandIn(cause, items, failed);
        }
    }

    private void TurnTo(SlotRunner runner, List<SupervisedItem> items, SourceChangeKind? kind = null, SlotRunner? from = null, string? cause = null)
    {
        var before = from ?? _active ?? _standIn;
        var requested = _pending?.Command.Goals.Contains(runner.Monitor.Slot.Name) == true;
        var why = kind ?? (before is null ? SourceChangeKind.Start : requested ? SourceChangeKind.Request : SourceChangeKind.Return);
        var begins = before is not null && !ReferenceEquals(before, _standIn)
            && (before.Monitor.Slot.OwnSession || runner.Monitor.Slot.OwnSession);
        EndStandIn();
        _active = runner;
        items.Add(SupervisedItem.Of(_story.Change(why, before, runner, cause ?? Words(why), begins)));
        foreach (var frame in runner.Release())
        {
            items.Add(SupervisedItem.Of(frame, FrameRole.Measured));
        }

        if (!ReferenceEquals(_leaving, runner))
        {
            Drop(_leaving);
            _leaving = null;
        }
    }

    private static string Words(SourceChangeKind kind) => kind switch
    {
        SourceChangeKind.Start => "the first source to deliver",
        SourceChangeKind.Request => "asked for",
        _ => "it delivers good data again",
    };

    private void StandIn(string cause, List<SupervisedItem> items, SlotRunner? from = null)
    {
        if (_standInFactory is null)
        {
            return;
        }

        _standIn = NewRunner(new SourceSlot
        {
            Name = "stand-in simulator",
            Type = "simulator",
            Create = _standInFactory,
            OwnSession = true,
        });
        _standIn.Monitor.Want(Now);
        items.Add(SupervisedItem.Of(_story.Change(SourceChangeKind.Failover, from, _standIn, cause, false)));
    }

    private void EndStandIn()
    {
        Drop(_standIn);
        _standIn = null;
    }

    // Better sources than the active one are tried for ever; the others rest until they are needed.
    private void WantTheRightOnes(TimeSpan now)
    {
        var wanted = true;
        foreach (var runner in _runners)
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

            wanted &= !ReferenceEquals(runner, _active);
        }
    }

    private void BeginDueAttempts(TimeSpan now)
    {
        foreach (var runner in All())
        {
            if (runner.Monitor.AttemptDue(now))
            {
                runner.Monitor.BeginAttempt(now);
                runner.Begin();
            }
        }
    }

    private void Use(UseSources command)
    {
        _pending?.Command.Answer.TrySetResult(new SwitchResult(false, "A later request took its place."));
        _options = command.Options ?? _options;
        var before = _runners;
        _runners = [.. command.Slots.Select(slot => before.Find(r => r.Monitor.Slot == slot) ?? NewRunner(slot))];
        foreach (var runner in before.Where(r => !_runners.Contains(r)))
        {
            if (ReferenceEquals(runner, _active))
            {
                Drop(_leaving);
                _leaving = runner;
            }
            else
            {
                Drop(runner);
            }
        }

        _pending = command.Goals.IsEmpty ? null : new PendingSwitch(command, [.. before.Select(r => r.Monitor.Slot)], Now + command.Timeout);
    }

    private void SettlePending(TimeSpan now)
    {
        if (_pending is not { } pending)
        {
            return;
        }

        var goals = _runners.FindAll(r => pending.Command.Goals.Contains(r.Monitor.Slot.Name));
        if (goals.Exists(g => ReferenceEquals(g, _active) && g.Monitor.Phase is SlotPhase.Delivering or SlotPhase.Ended))
        {
            _pending = null;
            pending.Command.Answer.TrySetResult(new SwitchResult(true, null));
        }
        else if (now >= pending.Deadline)
        {
            _pending = null;
            var reason = string.Join("; ", goals.Select(g => $"{g.Monitor.Slot.Name}: {g.Monitor.Cause}"));
            Restore(pending);
            pending.Command.Answer.TrySetResult(new SwitchResult(false, reason));
        }
    }

    private void Restore(PendingSwitch pending)
    {
        var leaving = _leaving;
        _leaving = null;
        var tried = _runners;
        _runners = [.. pending.Before.Select(slot =>
            leaving?.Monitor.Slot == slot ? leaving : tried.Find(r => r.Monitor.Slot == slot) ?? NewRunner(slot))];
        foreach (var runner in tried.Where(r => !_runners.Contains(r)))
        {
            Drop(runner);
        }
    }

    private void Drop(SlotRunner? runner)
    {
        if (runner is null)
        {
            return;
        }

        runner.End();
        runner.Monitor.Dismiss("no longer in use");
        _gone.RemoveAll(static r => r.Over);
        _gone.Add(runner);
    }

    private sealed record PendingSwitch(UseSources Command, IReadOnlyList<SourceSlot> Before, TimeSpan Deadline);
}
