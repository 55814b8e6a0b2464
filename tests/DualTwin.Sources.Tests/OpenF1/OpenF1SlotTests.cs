using DualTwin.Sources.OpenF1;
using DualTwin.Sources.OpenF1.Service;
using DualTwin.Sources.Supervision;
using DualTwin.Sources.Tests.Json;
using DualTwin.Telemetry.Merge;
using DualTwin.Telemetry.State;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Sources.Tests.OpenF1;

/// <summary>The source as the supervisor uses it.</summary>
public sealed class OpenF1SlotTests
{
    [Fact]
    public async Task Supervisor_StreamCutThenServiceDown_IsAskedThenTriedAgainThenLiveAgain()
    {
        var session = new MadeSession(12);
        var time = new FakeTimeProvider(MadeSession.Start.AddMinutes(5));
        var password = Path.GetTempFileName();
        await File.WriteAllTextAsync(password, OpenF1Server.Password, TestContext.Current.CancellationToken);
        await using var broker = await Broker.StartAsync();
        await using var server = await OpenF1Server.StartAsync(session, time);
        server.Until = () => time.GetUtcNow();
        var options = new OpenF1SourceOptions { Api = server.Api, Stream = broker.Uri, UserName = OpenF1Server.User, PasswordFile = password };
        using var service = new OpenF1Service(options, time);
        var intake = new OpenF1Intake(OpenF1Source.IdentityOf(options), new SourceCounters());
        var log = new LogLines<OpenF1Source>();
        OpenF1Source? newest = null;
        var slot = new SourceSlot
        {
            Name = "openf1 test",
            Type = "openf1",
            Create = () => newest = new OpenF1Source(service, intake, time, log),
            Stall = new StallRule(TimeSpan.FromSeconds(150)),
            UpdateInterval = TimeSpan.FromSeconds(60),
            ConnectTimeout = TimeSpan.FromSeconds(60),
        };
        await using var run = new Supervised(slot, time, () => newest);

        await run.PassUntilAsync(() => run.Notice("streams live") && run.Laps("44") == 3, 60);
        await broker.StopAsync();
        await run.PassUntilAsync(() => run.Notice("stream is away") && run.Laps("44") == 4, 200);
        Assert.Equal(SlotPhase.Delivering, run.Phase);

        server.Instead = _ => (503, null, string.Empty);
        await run.PassUntilAsync(() => run.Phase == SlotPhase.Retrying, 60);
        Assert.Contains(run.Supervisor.Status.Transitions, t => t.Cause.Contains("answers 503 (Service Unavailable)", StringComparison.Ordinal));

        server.Instead = _ => null;
        await broker.RestartAsync();
        await run.PassUntilAsync(() => run.Phase == SlotPhase.Delivering && run.Notice("streams live"), 120);
        var lap = session.Stream.First(d => d.Collection == "laps" && d.At > time.GetUtcNow().AddSeconds(20) && d.Content["driver_number"]!.ToString() == "44" && d.Content["lap_duration"] is not null);
        await run.PassUntilAsync(() => time.GetUtcNow() > lap.At, 200);
        await broker.SayAsync(lap);
        await Supervised.WaitAsync(() => run.Laps("44") == (int)lap.Content["lap_number"]!);

        Assert.Equal(
            Enumerable.Range(1, run.Laps("44")).Select(number => MadeSession.LapSeconds(0, number)),
            run.State.FindCar("44")!.Laps.Select(l => l.LapTime!.Value.TotalSeconds));
        Assert.DoesNotContain(log.All, line => line.Contains("token-", StringComparison.Ordinal));
        File.Delete(password);
    }

    /// <summary>A supervisor of one slot, the state that its frames give, and the clock of both.</summary>
    private sealed class Supervised : IAsyncDisposable
    {
        private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

        private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        private readonly FakeTimeProvider _time;
        private readonly Func<OpenF1Source?> _newest;
        private readonly Task _reading;
        private SessionState _state = SessionState.Empty;

        public Supervised(SourceSlot slot, FakeTimeProvider time, Func<OpenF1Source?> newest)
        {
            (_time, _newest) = (time, newest);
            Supervisor = new SourceSupervisor([slot], null, new SupervisorOptions(), time, () => 1, new LogLines<SourceSupervisor>());
            _reading = ReadAsync();
        }

        public SourceSupervisor Supervisor { get; }

        public SessionState State => Volatile.Read(ref _state);

        public SlotPhase Phase => Supervisor.Status.Slots[0].Phase;

        public int Laps(string car) => State.FindCar(car)?.Laps.Count ?? 0;

        public bool Notice(string part) => _newest()?.Notices.Any(notice => notice.Contains(part, StringComparison.Ordinal)) == true;

        /// <summary>Lets no time pass until it holds: for what a connection brings.</summary>
        public static async Task WaitAsync(Func<bool> condition)
        {
            using var guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            guard.CancelAfter(TimeSpan.FromSeconds(30));
            while (!condition())
            {
                Assert.False(guard.IsCancellationRequested, "It waits for what does not come.");
                await Task.Yield();
            }
        }

        public async Task PassUntilAsync(Func<bool> condition, double seconds)
        {
            for (var left = TimeSpan.FromSeconds(seconds); !condition(); left -= Step)
            {
                Assert.True(left > TimeSpan.Zero, $"It does not hold after {seconds} s: {string.Join('\n', Supervisor.Status.Transitions.Select(t => $"{t.To}: {t.Cause}"))}; {string.Join(" | ", _newest()?.Notices ?? [])}; {Laps("44")} laps at {_time.GetUtcNow():T}");
                var (ticks, source) = (Supervisor.TicksDone, _newest());
                var looked = source?.TicksDone;
                _time.Advance(Step);

                // The clock stands while something is under way: how long that takes is no matter of the clock.
                await WaitAsync(() => Supervisor.TicksDone > ticks
                    && (Phase == SlotPhase.Retrying || (_newest() is { Busy: false } read && (read != source || read.TicksDone > looked))));
            }
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
                    if (item.Frame is { } frame && item.Role == FrameRole.Measured)
                    {
                        Volatile.Write(ref _state, SessionMerger.Apply(State, frame).State);
                    }
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // The run is over.
            }
        }
    }
}
