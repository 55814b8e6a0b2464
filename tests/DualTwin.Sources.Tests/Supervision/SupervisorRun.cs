using System.Collections.Concurrent;
using System.Diagnostics;
using DualTwin.Sources.Supervision;
using DualTwin.Sources.Tests.Json;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Sources.Tests.Supervision;

/// <summary>A supervisor with scripted sources and a clock that the test moves.</summary>
internal sealed class SupervisorRun : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    // Only to fail rather than hang; nothing that works comes near it.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
    private readonly ConcurrentQueue<SupervisedItem> _items = new();
    private readonly Task _reading;

    public SupervisorRun(ScriptedSlot? standIn, SupervisorOptions? options, params IEnumerable<ScriptedSlot> slots)
        : this(standIn, options, slots.Select(s => s.Slot)) => Scripted = [.. slots];

    public SupervisorRun(ScriptedSlot? standIn, SupervisorOptions? options, IEnumerable<SourceSlot> slots)
    {
        Clock = new JumpingClock(Time);
        Supervisor = new SourceSupervisor(
            slots, standIn?.Slot.Create, options ?? new(), Clock, () => 1, Log);
        _reading = ReadAsync();
    }

    /// <summary>The slots in the test's hand: the clock stands until what a tick began of them has begun.</summary>
    public IReadOnlyList<ScriptedSlot> Scripted { get; init; } = [];

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UnixEpoch.AddYears(56));

    /// <summary>The supervisor's clock: <see cref="Time"/>, and jumps on top of it.</summary>
    public JumpingClock Clock { get; }

    public LogLines<SourceSupervisor> Log { get; } = new();

    public SourceSupervisor Supervisor { get; }

    public SupervisorStatus Status => Supervisor.Status;

    public IReadOnlyList<SupervisedItem> Items => [.. _items];

    public IReadOnlyList<SourceChange> Changes => [.. _items.Select(i => i.Change).OfType<SourceChange>()];

    /// <summary>Who said what, in order: <c>a1</c> is frame 1 of source a.</summary>
    public IReadOnlyList<string> Said(FrameRole role) =>
        [.. _items.Where(i => i.Frame is not null && i.Role == role).Select(i => i.Frame!.Source.Name + i.Frame.SessionTime!.Value.TotalSeconds)];

    /// <summary>What the supervisor has done and where its slots are, for messages of failures.</summary>
    public string Story => string.Join(
        Environment.NewLine,
        [
            .. Status.Transitions.Select(t => $"{t.At:mm:ss.f} {t.Source}: {t.From} → {t.To}: {t.Cause}"),
            .. Status.Slots.Select(s => $"{s.Name} is {s.Phase}"),
            .. Scripted.Select(s => $"{s.Name} has had {s.Count} attempts, {s.Alive} are read"),
        ]);

    public SlotStatus Slot(ScriptedSlot slot) => Status.Slots.First(s => s.Name == slot.Name);

    /// <summary>
    /// Waits until <paramref name="condition"/> holds; whatever it looks at changes without the clock, so what has not changed for
    /// <see cref="Patience"/> never will.
    /// </summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        var since = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Token.ThrowIfCancellationRequested();
            Assert.False(_reading.IsCompleted, $"The supervisor reads no more. {_reading.Exception}");
            if (Stopwatch.GetElapsedTime(since) > Patience)
            {
                Assert.Fail("It waits for what does not come:" + Environment.NewLine + Story);
            }

            await Task.Yield();
        }
    }

    /// <summary>Waits until the attempt of <paramref name="slot"/> after its first <paramref name="before"/> is read.</summary>
    public Task AttemptAsync(ScriptedSlot slot, int before = 0) => UntilAsync(() => slot.Count > before && slot.Current.Heard);

    /// <summary>Lets time pass; after every tick the supervisor has looked at its rules.</summary>
    public async Task PassAsync(double seconds)
    {
        for (var left = TimeSpan.FromSeconds(seconds); left > TimeSpan.Zero; left -= Step)
        {
            var before = Supervisor.TicksDone;
            Time.Advance(Step);
            await UntilAsync(() => Supervisor.TicksDone > before);
            await UntilAsync(AttemptsHaveBegun);
        }
    }

    // The clock stands until every attempt that a tick began is read or has failed: how long that takes is no matter of the clock. One that
    // was ended to let another have its port begins again with a later tick only.
    private bool AttemptsHaveBegun() => Status.Slots
        .Where(s => s.Phase == SlotPhase.Connecting && !s.Cause.StartsWith(ResourceLoans.Way, StringComparison.Ordinal))
        .Join(Scripted, s => s.Name, s => s.Name, (_, scripted) => scripted)
        .All(s => s.Count > 0 && s.Current.Heard);

    /// <summary>Lets time pass until <paramref name="condition"/> holds, at most <paramref name="seconds"/>.</summary>
    public async Task PassUntilAsync(Func<bool> condition, double seconds)
    {
        for (var left = seconds; !condition(); left -= 0.1)
        {
            Assert.True(left > 0, $"It does not hold after {seconds} s.");
            await PassAsync(0.1);
        }
    }

    /// <summary>Lets time pass while the sources say something ten times a second.</summary>
    public async Task PassSayingAsync(double seconds, params IReadOnlyList<ScriptedSlot> slots)
    {
        for (var step = 0; step < seconds * 10; step++)
        {
            foreach (var slot in slots.Where(s => s.Count > 0))
            {
                await SayIfReadAsync(slot.Current, 1000 + step);
            }

            await PassAsync(0.1);
        }
    }

    /// <summary>Sends a frame and waits until the supervisor has taken it.</summary>
    public async Task SayAsync(ScriptedSlot slot, int number)
    {
        await AttemptAsync(slot);
        await SayIfReadAsync(slot.Current, number);
    }

    /// <summary>Sends a frame and waits until the supervisor has taken it or reads the attempt no more.</summary>
    public async Task SayIfReadAsync(ScriptedAttempt attempt, int number)
    {
        var taken = attempt.Taken;
        attempt.Send(number);
        await UntilAsync(() => attempt.Taken > taken || !attempt.Alive);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        await Supervisor.DisposeAsync();
        _stop.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var item in Supervisor.ReadAsync(_stop.Token))
            {
                _items.Enqueue(item);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The run is over.
        }
    }
}
