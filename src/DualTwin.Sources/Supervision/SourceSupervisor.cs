using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace DualTwin.Sources.Supervision;

/// <summary>
/// Keeps data coming: runs an ordered list of sources, tries a dead one again with backoff, turns to the next or to the stand-in
/// when one fails, and returns to the best that delivers. It never stops by itself.
/// </summary>
/// <remarks>
/// One loop owns all of it; sources, timer and requests reach it as signals. The rules are in <see cref="SlotMonitor"/> (one
/// source) and <see cref="SourceSelector"/> (which one counts).
/// </remarks>
public sealed partial class SourceSupervisor : IAsyncDisposable
{
    /// <summary>Signals that may wait for the loop; sources wait when there are more.</summary>
    private const int SignalCapacity = 1024;

    /// <summary>How often the rules are looked at without a signal; every time limit holds to within this.</summary>
    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Signals that waited already, after which the thread that brought one is let go: it has its own source to read.</summary>
    private const int MostInRow = 32;

    // The loop goes on in the thread that brings a signal: a frame is published where it was received, without a hand-over between
    // threads, which would cost more than the frame. That thread can hold a lock of its source: the loop never waits for one but by await.
    private readonly Channel<SupervisorSignal> _signals = Channel.CreateBounded<SupervisorSignal>(new BoundedChannelOptions(SignalCapacity)
    {
        FullMode = BoundedChannelFullMode.Wait,
        SingleReader = true,
        SingleWriter = false,
        AllowSynchronousContinuations = true,
    });

    // Requests are few and never wait behind frames; a tick wakes the loop for them.
    private readonly Channel<UseSources> _commands = Channel.CreateUnbounded<UseSources>();
    private readonly TimeProvider _time;
    private readonly SourceSelector _selector;
    private int _inRow;
    private long _ticksDone;
    private SupervisorStatus _status = SupervisorStatus.Empty;
    private long _lastLook;

    /// <summary>A supervisor that has not begun.</summary>
    /// <param name="slots">The sources, best first; at least one.</param>
    /// <param name="standIn">Makes the simulator that stands in while no source delivers; null where nothing is to stand in.</param>
    /// <param name="options">Limits and delays.</param>
    /// <param name="time">The clock.</param>
    /// <param name="jitter">Draws evenly from 0…1 for the backoff.</param>
    /// <param name="logger">Takes every transition with its cause.</param>
    public SourceSupervisor(
        IEnumerable<SourceSlot> slots,
        Func<ITelemetrySource>? standIn,
        SupervisorOptions options,
        TimeProvider time,
        Func<double> jitter,
        ILogger<SourceSupervisor> logger)
    {
        _time = time;
        _selector = new SourceSelector(_signals.Writer, slots, standIn, options, time, jitter, logger);
    }

    /// <summary>Ticks that were looked at, and whose items were read: what a test waits for after it has moved the clock.</summary>
    internal long TicksDone => Interlocked.Read(ref _ticksDone);

    /// <summary>The supervisor at its newest look. Safe to read from any thread.</summary>
    public SupervisorStatus Status => Volatile.Read(ref _status);

    /// <summary>Frames and changes of source, for one reader, until it is cancelled.</summary>
    public async IAsyncEnumerable<SupervisedItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await using var timer = _time.CreateTimer(_ => _signals.Writer.TryWrite(SupervisorSignal.Tick), null, TickInterval, TickInterval);
            var items = new List<SupervisedItem>();
            var steps = Look(0, isFrame: false, items);
            var tick = false;
            while (true)
            {
                foreach (var item in items)
                {
                    yield return item;
                }

                items.Clear();
                _selector.AnswerDelivered();
                Interlocked.Add(ref _ticksDone, tick ? 1 : 0);
                var signal = await NextAsync(cancellationToken);
                tick = signal.Kind == SupervisorSignal.Kinds.Tick;
                if (signal.Kind == SupervisorSignal.Kinds.Wake)
                {
                    items.Add(SupervisedItem.Woken);
                    continue;
                }

                _selector.Take(signal, items);
                steps = Look(steps, signal.Kind == SupervisorSignal.Kinds.Frame, items);
            }
        }
        finally
        {
            await EndAsync();
        }
    }

    /// <summary>
    /// Gives the reader of <see cref="ReadAsync"/> an item soon, though no source says anything, so that one loop can wait for sources
    /// and for something else of its own. Safe from any thread.
    /// </summary>
    public void Wake() =>
        // A channel that is full wakes the loop anyway.
        _signals.Writer.TryWrite(SupervisorSignal.Wake);

    /// <summary>
    /// Uses <paramref name="slots"/> and <paramref name="options"/> from now on; the active source stays until one of them delivers.
    /// </summary>
    public void Use(IEnumerable<SourceSlot> slots, SupervisorOptions options) => Send(new UseSources([.. slots], Goals: [], options, TimeSpan.Zero));

    /// <summary>Uses <paramref name="options"/> from now on, for the sources that there are.</summary>
    public void Use(SupervisorOptions options) => Send(new UseSources(Slots: null, Goals: [], options, TimeSpan.Zero));

    /// <summary>
    /// Turns to the first of the slots called <paramref name="goals"/> in <paramref name="slots"/> that delivers. The source before
    /// stays until then, and for good, with its list, where none does within <paramref name="timeout"/>.
    /// </summary>
    public Task<SwitchResult> SwitchAsync(
        IEnumerable<SourceSlot> slots, IEnumerable<string> goals, TimeSpan timeout, CancellationToken cancellationToken) =>
        AskAsync(new UseSources([.. slots], [.. goals], Options: null, timeout), cancellationToken);

    /// <summary>
    /// Turns to <paramref name="slot"/> alone, and lets it begin anew though it is read already or has said all. What it said before stays
    /// until it delivers again, and for good, with its list, where it does not within <paramref name="timeout"/>.
    /// </summary>
    public Task<SwitchResult> BeginAgainAsync(SourceSlot slot, TimeSpan timeout, CancellationToken cancellationToken) =>
        AskAsync(new UseSources([slot], [slot.Name], Options: null, timeout, Anew: true), cancellationToken);

    // Takes requests, looks at the rules where time has passed or something other than a frame came in, and tells readers of every
    // step, so that what they publish never lags behind what the sources do.
    private long Look(long stepsBefore, bool isFrame, List<SupervisedItem> items)
    {
        var due = !isFrame || _selector.Steps != stepsBefore || _time.GetElapsedTime(_lastLook) >= TickInterval;
        while (_commands.Reader.TryRead(out var command))
        {
            _selector.Use(command);
            due = true;
        }

        if (due)
        {
            _lastLook = _time.GetTimestamp();
            _selector.Look(items);
            Volatile.Write(ref _status, _selector.Status());
        }

        if (_selector.Steps != stepsBefore)
        {
            items.Insert(0, SupervisedItem.Of(Status));
        }

        return _selector.Steps;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await EndAsync();

    private async ValueTask<SupervisorSignal> NextAsync(CancellationToken cancellationToken)
    {
        if (_inRow == MostInRow)
        {
            _inRow = 0;
            await Task.Yield();
        }

        if (_signals.Reader.TryRead(out var signal))
        {
            _inRow++;
            return signal;
        }

        _inRow = 0;
        return await _signals.Reader.ReadAsync(cancellationToken);
    }

    private async Task EndAsync()
    {
        _commands.Writer.TryComplete();
        while (_commands.Reader.TryRead(out var command))
        {
            command.Answer.TrySetResult(SwitchResult.Ending);
        }

        await _selector.DisposeAsync();
    }

    private async Task<SwitchResult> AskAsync(UseSources command, CancellationToken cancellationToken)
    {
        Send(command);
        return await command.Answer.Task.WaitAsync(cancellationToken);
    }

    private void Send(UseSources command)
    {
        if (!_commands.Writer.TryWrite(command))
        {
            command.Answer.TrySetResult(SwitchResult.Ending);
            return;
        }

        // A channel that is full has woken the loop already.
        _signals.Writer.TryWrite(SupervisorSignal.Tick);
    }
}
