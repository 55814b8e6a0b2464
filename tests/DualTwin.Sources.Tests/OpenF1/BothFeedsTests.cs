using System.Globalization;
using System.Text.Json.Nodes;
using DualTwin.Session;
using DualTwin.Sources.LiveTiming;
using DualTwin.Sources.LiveTiming.Hub;
using DualTwin.Sources.OpenF1;
using DualTwin.Sources.OpenF1.Service;
using DualTwin.Sources.Supervision;
using DualTwin.Sources.Tests.Json;
using DualTwin.Sources.Tests.LiveTiming.Hub;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Sources.Tests.OpenF1;

/// <summary>One race that the official feed and OpenF1 both tell: when the feed is lost OpenF1 goes on, and the feed takes over when it is back.</summary>
public sealed class BothFeedsTests
{
    [Fact]
    public async Task Supervisor_FeedLostInARaceAndBack_GapsPositionsAndStintsAgreeAllTheWay()
    {
        await using var run = await BothFeeds.StartAsync(minutes: 9);
        await run.PassUntilAsync(() => run.Told("livetiming"), 30);
        var begun = run.State.Session.SessionId;

        await run.LoseFeedAsync();
        await run.PassUntilAsync(() => run.Told("openf1") && run.Laps("44") == 8, 300);
        run.FindFeedAgain();
        await run.PassUntilAsync(() => run.Told("livetiming") && run.Laps("44") == 9, 200);

        // What happened before anybody listened is told by OpenF1 alone, and what it told stays.
        Assert.Equal(("11280", "11280"), (begun, run.State.Session.SessionId));
        Assert.Equal(Enumerable.Range(1, 9), run.State.FindCar("44")!.Laps.Select(lap => lap.Lap));
        Assert.All(run.State.Cars, car => Assert.Equal((car.CarId, 1, 1), (car.CarId, car.StopCount, car.PitVisits.Count)));
        Assert.All(run.State.Cars, car => Assert.Single(run.State.Events, e => e.Type == EventTypes.Stop && e.CarId == car.CarId));
        Assert.Equal(
            [(SourceChangeKind.Failover, "openf1 test"), (SourceChangeKind.Return, "livetiming test")],
            run.Changes.TakeLast(2).Select(change => (change.Kind, change.To)));
        Assert.All(run.Changes, change => Assert.False(change.BeginsSession));
    }

    private sealed class BothFeeds : IAsyncDisposable
    {
        private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);
        private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(5);

        private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        private readonly MadeSession _session;
        private readonly Taking _truth;
        private readonly SessionPipeline _pipeline = new(new SessionPipelineOptions());
        private readonly List<SourceChange> _changes = [];
        private readonly FakeTimeProvider _time;
        private readonly HubServer _hub;
        private readonly OpenF1Server _server;
        private readonly OpenF1Service _service;
        private readonly SourceSupervisor _supervisor;
        private LiveTimingSource? _feed;
        private OpenF1Source? _openF1;
        private Task _reading = Task.CompletedTask;
        private int _come;
        private TimeSpan _unsaid;
        private bool _lost;
        private SessionState _state = SessionState.Empty;

        private BothFeeds(MadeSession session, FakeTimeProvider time, HubServer hub, OpenF1Server server)
        {
            (_session, _truth, _time, _hub, _server) = (session, Taking.Of(session), time, hub, server);
            _server.Until = () => time.GetUtcNow();
            var feed = new LiveTimingSourceOptions { Hub = hub.Uri };
            var options = new OpenF1SourceOptions { Api = server.Api };
            _service = new OpenF1Service(options, time);
            var feedIntake = new LiveTimingIntake(LiveTimingSource.IdentityOf(feed), new SourceCounters());
            var intake = new OpenF1Intake(OpenF1Source.IdentityOf(options), new SourceCounters());
            SourceSlot[] slots =
            [
                Slot("livetiming", () => _feed = new LiveTimingSource(feed, feedIntake, time, new LogLines<LiveTimingSource>())),
                Slot("openf1", () => _openF1 = new OpenF1Source(_service, intake, time, new LogLines<OpenF1Source>())),
            ];
            _supervisor = new SourceSupervisor(slots, null, new SupervisorOptions(), time, () => 1, new LogLines<SourceSupervisor>());
        }

        public SessionState State => Volatile.Read(ref _state);

        public IReadOnlyList<SourceChange> Changes
        {
            get
            {
                lock (_changes)
                {
                    return [.. _changes];
                }
            }
        }

        public static async Task<BothFeeds> StartAsync(double minutes)
        {
            var time = new FakeTimeProvider(MadeSession.Start.AddMinutes(minutes));
            var session = new MadeSession(12);
            var run = new BothFeeds(session, time, await HubServer.StartAsync(), await OpenF1Server.StartAsync(session, time));
            run.Snapshot();
            run._reading = run.ReadAsync();
            return run;
        }

        public int Laps(string car) => State.FindCar(car)?.Timing.LapsCompleted ?? 0;

        /// <summary>Whether <paramref name="source"/> is what counts, and all that the race has come to is told.</summary>
        public bool Told(string source)
        {
            var truth = Truth();
            return _supervisor.Status.ActiveType == source && truth.Cars.All(car => State.FindCar(car.CarId) is { } told && Facts(car) == Facts(told));
        }

        public async Task LoseFeedAsync()
        {
            (_lost, _hub.LetsIn) = (true, _ => false);
            _hub.CutAll();
            await UntilAsync(() => _supervisor.Status.Slots[0].Phase == SlotPhase.Retrying);
        }

        public void FindFeedAgain()
        {
            Snapshot();
            (_lost, _hub.LetsIn) = (false, null);
        }

        public async Task PassUntilAsync(Func<bool> condition, double seconds)
        {
            for (var left = TimeSpan.FromSeconds(seconds); !condition(); left -= Step)
            {
                Assert.True(left > TimeSpan.Zero, Differences(seconds));
                await SayAsync();
                var ticks = _supervisor.TicksDone;
                _time.Advance(Step);

                // The clock stands while something is under way: how long that takes is no matter of the clock.
                await UntilAsync(() => _supervisor.TicksDone > ticks && Idle);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _reading;
            await _supervisor.DisposeAsync();
            _service.Dispose();
            await _hub.DisposeAsync();
            await _server.DisposeAsync();
            _stop.Dispose();
        }

        private bool Idle => _supervisor.Status.Slots.All(slot => slot.Phase switch
        {
            SlotPhase.Idle or SlotPhase.Retrying or SlotPhase.Ended => true,
            _ when slot.Type == "openf1" => _openF1 is { Busy: false },
            _ => FeedListens,
        });

        private string Differences(double seconds) => string.Join(
            '\n',
            [
                $"it does not hold after {seconds} s, at {_time.GetUtcNow():T}, on {_supervisor.Status.Active}",
                .. Truth().Cars.Select(car => $"true {Facts(car)}\ntold {(State.FindCar(car.CarId) is { } told ? Facts(told) : "nothing")}"),
                .. _supervisor.Status.Transitions.TakeLast(12).Select(t => $"{t.To}: {t.Cause}"),
            ]);

        private static SourceSlot Slot(string type, Func<ITelemetrySource> create) => new()
        {
            Name = $"{type} test",
            Type = type,
            Create = create,
            Stall = new StallRule(TimeSpan.FromSeconds(150)),
            UpdateInterval = TimeSpan.FromSeconds(60),
            ConnectTimeout = TimeSpan.FromSeconds(60),
        };

        // What both sources have to agree on.
        private static string Facts(CarState car) => string.Create(
            CultureInfo.InvariantCulture,
            $"{car.CarId} P{car.Timing.Position} {car.Timing.LapsCompleted} laps {car.Timing.GapToLeader} {car.Timing.Interval} last {car.Timing.LastLapTime} best {car.Timing.BestLapTime} stops {car.StopCount} stints {string.Join(' ', car.Stints.Select(s => s.CompoundName))} age {car.Tyres.Age}");

        // All that the session has come to by now, from all that was ever said of it.
        private SessionState Truth()
        {
            _truth.Now = _time.GetUtcNow();
            for (; _come < _session.Stream.Count && _session.Stream[_come].At <= _truth.Now; _come++)
            {
                _truth.Say(_session.Stream[_come]);
            }

            return _truth.State;
        }

        private async Task SayAsync()
        {
            _unsaid += Step;
            if (_lost || _unsaid < SayEvery)
            {
                return;
            }

            _unsaid = TimeSpan.Zero;
            var (now, said) = (_time.GetUtcNow(), Feed(Truth(), _time.GetUtcNow()).ToList());
            var (feed, before) = (_feed, _feed?.Counters.Messages);
            foreach (var (topic, json) in said)
            {
                await _hub.SayAsync(topic, json, now);
            }

            if (FeedListens)
            {
                await UntilAsync(() => feed!.Counters.Messages >= before + said.Count
                    && (_supervisor.Status.ActiveType != "livetiming" || State.MeasuredAt >= now));
            }
        }

        // Connected, and told what there is, though that may be nothing new.
        private bool FeedListens =>
            _supervisor.Status.Slots[0].Phase is SlotPhase.Connecting or SlotPhase.Delivering && _feed is { Connecting: false, Notices.Count: > 0 };

        private void Snapshot()
        {
            foreach (var (topic, json) in Feed(Truth(), _time.GetUtcNow()))
            {
                _hub.WithSnapshot(topic, json);
            }
        }

        // The same race in the official feed's shapes.
        private static IEnumerable<(string Topic, string Json)> Feed(SessionState truth, DateTimeOffset now)
        {
            var timing = new JsonObject();
            var tyres = new JsonObject();
            foreach (var car in truth.Cars)
            {
                timing[car.CarId] = new JsonObject
                {
                    ["RacingNumber"] = car.CarId,
                    ["Position"] = $"{car.Timing.Position}",
                    ["NumberOfLaps"] = car.Timing.LapsCompleted,
                    ["NumberOfPitStops"] = car.StopCount,
                    ["InPit"] = false,
                    ["GapToLeader"] = Text(car.Timing.GapToLeader, car),
                    ["IntervalToPositionAhead"] = new JsonObject { ["Value"] = Text(car.Timing.Interval, car) },
                    ["LastLapTime"] = new JsonObject { ["Value"] = Text(car.Timing.LastLapTime) },
                    ["BestLapTime"] = new JsonObject { ["Value"] = Text(car.Timing.BestLapTime) },
                };
                var stints = new JsonObject();
                for (var i = 0; i < car.Stints.Count; i++)
                {
                    stints[$"{i}"] = new JsonObject
                    {
                        ["Compound"] = car.Stints[i].CompoundName ?? "UNKNOWN",
                        ["New"] = "true",
                        ["TyresNotChanged"] = "0",
                        ["StartLaps"] = car.Stints[i].AgeAtStart ?? 0,
                        ["TotalLaps"] = i == car.Stints.Count - 1 ? car.Tyres.Age ?? 0 : car.Stints[i].EndLap - car.Stints[i].StartLap + 1,
                    };
                }

                tyres[car.CarId] = new JsonObject { ["Stints"] = stints };
            }

            yield return ("SessionInfo", """{"Key":11280,"Type":"Race","Name":"Race"}""");
            yield return ("SessionStatus", """{"Status":"Started"}""");
            yield return ("LapCount", $$"""{"CurrentLap":{{truth.Cars.Max(car => car.Timing.LapsCompleted) + 1}},"TotalLaps":12}""");
            yield return ("TimingData", new JsonObject { ["Lines"] = timing }.ToJsonString());
            yield return ("TimingAppData", new JsonObject { ["Lines"] = tyres }.ToJsonString());
            yield return ("Heartbeat", $$"""{"Utc":"{{now.UtcDateTime:O}}"}""");
        }

        private static string Text(Gap? gap, CarState car) => car.Timing.Position == 1
            ? $"LAP {car.Timing.LapsCompleted + 1}"
            : gap?.Time is { } time ? string.Create(CultureInfo.InvariantCulture, $"+{time.TotalSeconds:F3}") : string.Empty;

        private static string Text(TimeSpan? lap) => lap?.ToString(@"m\:ss\.fff", CultureInfo.InvariantCulture) ?? string.Empty;

        private async Task UntilAsync(Func<bool> condition)
        {
            using var guard = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            guard.CancelAfter(TimeSpan.FromSeconds(30));
            while (!condition())
            {
                Assert.False(guard.IsCancellationRequested, "It waits for what does not come. " + Differences(0));
                await Task.Yield();
            }
        }

        private async Task ReadAsync()
        {
            try
            {
                await foreach (var item in _supervisor.ReadAsync(_stop.Token))
                {
                    Take(item);
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
        }

        private void Take(in SupervisedItem item)
        {
            if (item.Change is { } change)
            {
                lock (_changes)
                {
                    _changes.Add(change);
                }
            }

            if (item.Frame is { } frame)
            {
                Volatile.Write(ref _state, (item.Role == FrameRole.Behind ? _pipeline.ApplyBehind(frame) : _pipeline.Apply(frame)).State);
            }
        }
    }
}
