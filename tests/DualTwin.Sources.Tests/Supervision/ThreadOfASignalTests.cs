using System.Runtime.CompilerServices;
using DualTwin.Sources.Supervision;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Sources.Tests.Supervision;

/// <summary>The loop goes on in the thread that brings it a signal, and that thread has more to do.</summary>
public sealed class ThreadOfASignalTests
{
    private const int Frames = 500;

    [Fact]
    public async Task Read_MoreSignalsWaitThanTheThreadBrought_LetsItGoAndLosesNone()
    {
        var slot = new ScriptedSlot("a");
        await using var supervisor = new SourceSupervisor(
            [slot.Slot], null, new SupervisorOptions(), new FakeTimeProvider(), () => 1, NullLogger<SourceSupervisor>.Instance);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var gate = new Gate();
        var (read, readByIt, it) = (0, 0, 0);
        var reading = Task.Run(async () =>
        {
            await foreach (var item in supervisor.ReadAsync(stop.Token))
            {
                readByIt += item.Frame is not null && Environment.CurrentManagedThreadId == Volatile.Read(ref it) ? 1 : 0;
                if (item.Frame is not null && Interlocked.Increment(ref read) == 1)
                {
                    await gate;
                }
            }
        }, stop.Token);
        await UntilAsync(() => slot is { Count: 1, Current.Heard: true });
        for (var i = 0; i < Frames; i++)
        {
            slot.Current.Send(i);
        }

        await UntilAsync(() => slot.Current.Taken == Frames && gate.IsReached);

        // Who lets the reader go on reads in its place, as whoever brings a signal does.
        var byIt = await Task.Run(() =>
        {
            Volatile.Write(ref it, Environment.CurrentManagedThreadId);
            gate.Open();
            Volatile.Write(ref it, 0);
            return readByIt;
        }, stop.Token);

        Assert.InRange(byIt, 1, Frames / 10);
        await UntilAsync(() => Volatile.Read(ref read) == Frames);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    /// <summary>Who waits at it goes on in the thread that opens it.</summary>
    private sealed class Gate : INotifyCompletion
    {
        private Action? _goOn;

        public bool IsReached => Volatile.Read(ref _goOn) is not null;

        public bool IsCompleted => false;

        public Gate GetAwaiter() => this;

        public void OnCompleted(Action continuation) => Volatile.Write(ref _goOn, continuation);

        public void GetResult()
        {
            // There is none.
        }

        public void Open() => _goOn!();
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            Assert.False(guard.IsCancellationRequested, "It waits for what does not come.");
            await Task.Yield();
        }
    }
}
