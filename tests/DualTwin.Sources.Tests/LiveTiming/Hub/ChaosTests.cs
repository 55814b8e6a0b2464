using System.Text.Json;
using DualTwin.Session;
using DualTwin.Sources.LiveTiming;
using DualTwin.Sources.LiveTiming.Hub;
using DualTwin.Sources.Replay;
using DualTwin.Sources.Supervision;
using DualTwin.Sources.Tests.Archive;
using DualTwin.Sources.Tests.Json;
using DualTwin.Sources.Tests.Replay;
using DualTwin.Telemetry.State;

namespace DualTwin.Sources.Tests.LiveTiming.Hub;

/// <summary>A whole Grand Prix over a feed that is cut, stalls, repeats itself, mixes up its messages and is late.</summary>
public sealed class ChaosTests
{
    private readonly LogLines<SourceSupervisor> _log = new();
    private readonly SessionPipeline _pipeline = new(new SessionPipelineOptions());

    [Theory]
    [InlineData(1)]
    [InlineData(20260705)]
    public async Task Read_DisturbedAllRaceLong_EndsWhereTheUndisturbedOneEnds(int seed)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var folder = RealArchives.PathOf(RealArchives.Azerbaijan);
        var messages = ArchiveMessages.Of(folder);
        await using var server = await HubServer.StartAsync();
        var options = new LiveTimingSourceOptions { Hub = server.Uri, HeartbeatLimit = TimeSpan.FromSeconds(1) };
        var intake = new LiveTimingIntake(LiveTimingSource.IdentityOf(options), new SourceCounters());
        var slot = new SourceSlot
        {
            Name = "livetiming chaos",
            Type = "livetiming",
            Create = () => new LiveTimingSource(options, intake, TimeProvider.System, new LogLines<LiveTimingSource>()),
            Stall = new StallRule(TimeSpan.FromSeconds(45)),
            UpdateInterval = TimeSpan.FromSeconds(15),
        };
        var limits = new SupervisorOptions { ReconnectDelay = TimeSpan.FromMilliseconds(10), MaxBackoff = TimeSpan.FromMilliseconds(10), MaxReconnectAttempts = 1000 };
        await using var supervisor = new SourceSupervisor([slot], null, limits, TimeProvider.System, () => 1, _log);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var reading = ReadAsync(supervisor, stop.Token);
        await UntilAsync(() => server.Subscribed == 1);

        var cuts = await DisturbAsync(server, messages, new Random(seed));
        // The last snapshot tells what was lost on the way.
        server.CutAll();
        await UntilAsync(() => server.Subscribed > cuts);
        await server.SayAsync("Heartbeat", "{\"Utc\":\"2018-04-29T15:00:00Z\"}", messages[^1].SentAt.AddHours(1));
        await UntilAsync(() => _pipeline.Current.State.MeasuredAt >= messages[^1].SentAt.AddHours(1));
        await stop.CancelAsync();
        await reading;

        AssertSame(Played.Through(Recordings.Open(folder)), _pipeline.Current.State);
        Assert.Contains(_log.All, l => l.Contains("is over", StringComparison.Ordinal));
        Assert.Contains(_log.All, l => l.Contains("no heartbeat for", StringComparison.Ordinal));
    }

    private async Task<int> DisturbAsync(HubServer server, IReadOnlyList<(string Topic, JsonElement Data, DateTimeOffset SentAt)> messages, Random chance)
    {
        var late = new List<(string Topic, JsonElement Data, DateTimeOffset SentAt)>();
        var cuts = 0;
        for (var i = 0; i < messages.Count; i++)
        {
            var message = messages[i];
            server.Remember(message.Topic, message.Data, message.SentAt);
            if (chance.NextDouble() < 0.02 && message.Topic != FeedTopics.SessionInfo)
            {
                late.Add(message);
            }
            else
            {
                await server.SayAsync(message.Topic, message.Data, message.SentAt);
            }

            if (chance.NextDouble() < 0.02)
            {
                await server.SayAsync(message.Topic, message.Data, message.SentAt);
            }

            if (late.Count >= 4)
            {
                foreach (var delayed in late.OrderBy(_ => chance.Next()).ToList())
                {
                    await server.SayAsync(delayed.Topic, delayed.Data, delayed.SentAt);
                }

                late.Clear();
            }

            if (i % 200 == 0)
            {
                await server.SayAsync("Heartbeat", "{\"Utc\":\"2018-04-29T12:00:00Z\"}", message.SentAt);
            }

            if (chance.NextDouble() < 0.0005)
            {
                cuts++;
                server.CutAll();
            }
            else if (i == messages.Count / 2)
            {
                // The connection lives and brings nothing: it is given up for its heart that does not beat.
                await UntilAsync(() => _log.All.Any(l => l.Contains("no heartbeat for", StringComparison.Ordinal)));
                cuts++;
            }
        }

        return cuts;
    }

    // What happened while nobody was connected has no history; where everything stands at the end is whole.
    private static void AssertSame(SessionState expected, SessionState actual)
    {
        Assert.Equal((expected.Session.LeaderLap, expected.Session.Phase, expected.Track.Status), (actual.Session.LeaderLap, actual.Session.Phase, actual.Track.Status));
        Assert.Equal(expected.Cars.Length, actual.Cars.Length);
        foreach (var car in expected.Cars)
        {
            var other = actual.FindCar(car.CarId)!;
            Assert.Equal(
                (car.CarId, car.Timing.Position, car.Timing.LapsCompleted, car.Timing.GapToLeader, car.Timing.Interval, car.Timing.BestLapTime, car.Timing.LastLapTime),
                (other.CarId, other.Timing.Position, other.Timing.LapsCompleted, other.Timing.GapToLeader, other.Timing.Interval, other.Timing.BestLapTime, other.Timing.LastLapTime));
            Assert.Equal((car.CarId, car.Tyres.CompoundName, car.Condition.InPit), (other.CarId, other.Tyres.CompoundName, other.Condition.InPit));
            Assert.Equal((car.CarId, car.Identity), (other.CarId, other.Identity));
        }
    }

    private async Task ReadAsync(SourceSupervisor supervisor, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var item in supervisor.ReadAsync(cancellationToken))
            {
                if (item.Frame is { } frame)
                {
                    _pipeline.Apply(frame);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
    }

    private static async Task UntilAsync(Func<bool> condition, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(condition))] string what = "")
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            Assert.False(guard.IsCancellationRequested, $"It does not happen that {what}");
            await Task.Yield();
        }
    }
}
