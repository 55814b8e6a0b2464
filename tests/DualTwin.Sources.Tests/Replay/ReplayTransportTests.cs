using DualTwin.Sources.Replay;
using DualTwin.Telemetry.Frames;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Sources.Tests.Replay;

public sealed class ReplayTransportTests
{
    private readonly WatchedTime _time = new();

    [Fact]
    public async Task Pause_WhilePlaying_StandsStillUntilPlayedOn()
    {
        await using var run = new ReplayRun(_time, seconds: 60);
        await run.ToldAsync(1);
        run.Transport.Pause();
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal((1, ReplayState.Paused), (run.Transport.Status.Position, run.Transport.Status.State));

        run.Transport.Play();
        await run.PassAsync(_time, 1, told: 2);

        Assert.Equal(2, run.Transport.Status.Position);
    }

    [Fact]
    public async Task Step_WhilePaused_TellsThatManyAndStandsStill()
    {
        await using var run = new ReplayRun(_time, seconds: 60);
        await run.ToldAsync(1);

        run.Transport.Step(3);
        await run.ToldAsync(4);
        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal((4, ReplayState.Paused), (run.Transport.Status.Position, run.Transport.Status.State));
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(4)]
    [InlineData(100)]
    public async Task SetSpeed_WhilePlaying_CountsFromThere(double factor)
    {
        await using var run = new ReplayRun(_time, seconds: 5000);
        await run.ToldAsync(1);
        await run.PassAsync(_time, 10, told: 11);

        _time.Forget();
        run.Transport.SetSpeed(ReplaySpeed.Times(factor));
        await run.PassAsync(_time, 40, told: 11 + (int)(40 * factor));

        Assert.Equal(11 + (int)(40 * factor), run.Transport.Status.Position);
    }

    [Fact]
    public async Task Seek_ForwardAndBack_TellsTheFrameThereAtOnce()
    {
        await using var run = new ReplayRun(_time, seconds: 60);
        await run.ToldAsync(1);

        await run.Transport.SeekAsync(new ReplaySeek(40, null, 0), out _);
        Assert.Equal(40, run.Transport.Status.Position);
        _time.Forget();
        await run.Transport.SeekAsync(new ReplaySeek(5, null, 0), out _);
        await run.ToldAsync(3);

        Assert.Equal([1, 40, 5], run.Told);
        await run.PassAsync(_time, 1, told: 4);
        Assert.Equal([1, 40, 5, 6], run.Told);
    }

    [Fact]
    public async Task Seek_WhilePaused_StaysPausedThere()
    {
        await using var run = new ReplayRun(_time, seconds: 60);
        await run.ToldAsync(1);
        run.Transport.Pause();

        await run.Transport.SeekAsync(new ReplaySeek(30, null, 0), out _);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((30, ReplayState.Paused), (run.Transport.Status.Position, run.Transport.Status.State));
    }

    [Fact]
    public async Task Seek_ToATimeInASilence_StandsThereAndPlaysOnFromIt()
    {
        await using var run = new ReplayRun(_time, seconds: 60);
        await run.ToldAsync(1);
        run.Transport.Pause();

        await run.Transport.SeekAsync(new ReplaySeek(40, null, 0, TimeSpan.FromSeconds(40.6)), out _);
        Assert.Equal((40, TimeSpan.FromSeconds(40.6)), (run.Transport.Status.Position, run.Transport.Status.At));
        _time.Forget();
        run.Transport.Play();
        await run.PassAsync(_time, TimeSpan.FromSeconds(0.3), told: 2);
        Assert.Equal([1, 40], run.Told);
        await run.PassAsync(_time, TimeSpan.FromSeconds(0.1), told: 3);

        Assert.Equal([1, 40, 41], run.Told);
        Assert.Equal(TimeSpan.FromSeconds(41), run.Transport.Status.At);
        await run.Transport.SeekAsync(new ReplaySeek(5, null, 0, TimeSpan.FromSeconds(4)), out _);
        Assert.Equal(TimeSpan.FromSeconds(5), run.Transport.Status.At);
    }

    [Fact]
    public async Task Seek_ReplayIsLeft_WaitsNoLonger()
    {
        var run = new ReplayRun(_time, seconds: 60);
        await run.ToldAsync(1);

        var arrival = run.Transport.SeekAsync(new ReplaySeek(40, null, 0), out _);
        await run.DisposeAsync();

        await arrival.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Replay_AtItsEnd_SaysSo()
    {
        await using var run = new ReplayRun(_time, seconds: 3);
        run.Transport.SetSpeed(ReplaySpeed.Maximum);

        await run.UntilAsync(() => run.Transport.Status.State == ReplayState.Ended);

        Assert.Equal([1, 2, 3], run.Told);
    }

    [Fact]
    public async Task Seek_ReplayHasToldAll_SaysThatItIsOverAndLeadsTheNextReplay()
    {
        await using var run = new ReplayRun(_time, seconds: 3);
        run.Transport.SetSpeed(ReplaySpeed.Maximum);
        await run.UntilAsync(() => run.Transport.Status.State == ReplayState.Ended);

        var arrival = run.Transport.SeekAsync(new ReplaySeek(2, null, 0), out var isOver);
        Assert.True(isOver);
        await run.OverAsync();
        Assert.False(arrival.IsCompleted);

        run.Again();
        await arrival.WaitAsync(TestContext.Current.CancellationToken);
        await run.UntilAsync(() => run.Told.SequenceEqual([1, 2, 3, 2, 3]));
    }

    [Fact]
    public async Task Seek_AsTheLastFrameIsBehind_GoesOnFromThere()
    {
        await using var run = new ReplayRun(_time, seconds: 3);
        var over = true;
        var asked = false;
        run.AtEnd = () =>
        {
            if (!asked)
            {
                asked = true;
                _ = run.Transport.SeekAsync(new ReplaySeek(2, null, 0), out over);
            }
        };
        run.Transport.SetSpeed(ReplaySpeed.Maximum);

        await run.UntilAsync(() => run.Transport.Status.State == ReplayState.Ended);

        Assert.False(over);
        Assert.Equal([1, 2, 3, 2, 3], run.Told);
    }

    /// <summary>A recording of a frame a second, being replayed.</summary>
    private sealed class ReplayRun : IAsyncDisposable, IRecording
    {
        private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        private readonly List<long> _told = [];
        private readonly int _seconds;
        private Task _reading;

        public ReplayRun(FakeTimeProvider time, int seconds)
        {
            _seconds = seconds;
            Transport = new ReplayTransport(ReplaySpeed.RealTime, time);
            _reading = ReadAsync();
        }

        public ReplayTransport Transport { get; }

        public SourceIdentity Identity { get; } = new("replay", "seconds", SourceMode.Replay);

        /// <summary>Done when a reader finds nothing behind the last frame.</summary>
        public Action? AtEnd { get; set; }

        public IReadOnlyList<long> Told
        {
            get
            {
                lock (_told)
                {
                    return [.. _told];
                }
            }
        }

        public IRecordingReader Open(SourceCounters counters) => new Reader(this, _seconds);

        public IRecordingReader OpenAt(RecordingMark mark, SourceCounters counters) => throw new NotSupportedException("It gives no marks.");

        public Task OverAsync() => _reading;

        public void Again() => _reading = ReadAsync();

        public Task ToldAsync(int count) => UntilAsync(() => Told.Count >= count);

        public Task PassAsync(WatchedTime time, int seconds, int told) => PassAsync(time, TimeSpan.FromSeconds(seconds), told);

        public async Task PassAsync(WatchedTime time, TimeSpan passes, int told)
        {
            // In small steps, each when the replay waits: a wait that began while time went on would end later than it was meant to.
            for (var step = 0; step < passes / TimeSpan.FromMilliseconds(100); step++)
            {
                await UntilAsync(() => time.IsWaitedFor);
                time.Advance(TimeSpan.FromMilliseconds(100));
            }

            await ToldAsync(told);
        }

        public async Task UntilAsync(Func<bool> condition)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(TimeSpan.FromMinutes(1));
            while (!condition())
            {
                Assert.False(limit.IsCancellationRequested, $"waited for a minute; told {Told.Count}, {Transport.Status}");
                await Task.Yield();
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Dispose();
        }

        private async Task ReadAsync()
        {
            await foreach (var frame in new ReplaySource(this, Transport).ReadAsync(_stop.Token))
            {
                lock (_told)
                {
                    _told.Add(frame.Position!.Value);
                }
            }
        }

        private sealed class Reader(ReplayRun run, int seconds) : IRecordingReader
        {
            private int _at;

            public Frame Current => new() { Source = run.Identity, MeasuredAt = DateTimeOffset.UnixEpoch.AddSeconds(_at), ReceivedAt = DateTimeOffset.UnixEpoch.AddSeconds(_at) };

            public TimeSpan At => TimeSpan.FromSeconds(_at);

            public bool MoveNext()
            {
                if (++_at > seconds)
                {
                    run.AtEnd?.Invoke();
                }

                return _at <= seconds;
            }

            public RecordingMark? Mark() => null;

            public void Dispose()
            {
                // Holds nothing.
            }
        }
    }
}
