using DualTwin.Sources.LiveTiming;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.LiveTiming.Hub;

public sealed class LiveTimingSourceTests
{
    private const string Race = """{"Key":10028,"Type":"Race","Name":"Race","StartDate":"2025-05-03T12:00:00","GmtOffset":"-04:00:00"}""";

    private static void Prepare(HubServer server) => server
        .WithSnapshot("SessionInfo", Race)
        .WithSnapshot("SessionStatus", """{"Status":"Started"}""")
        .WithSnapshot("LapCount", """{"CurrentLap":3,"TotalLaps":57}""")
        .WithSnapshot("Heartbeat", """{"Utc":"2025-05-03T15:00:00Z"}""")
        .WithSnapshot("TimingData", """{"Lines":{"44":{"Position":"1","NumberOfLaps":2,"LastLapTime":{"Value":"1:30.000"},"InPit":false}}}""");

    // Before its start nothing is expected of a race but the feed's heart.
    private static void PrepareGrid(HubServer server)
    {
        Prepare(server);
        server.WithSnapshot("SessionStatus", """{"Status":"Inactive"}""");
    }

    [Fact]
    public async Task Read_SnapshotThenUpdates_GiveOneState()
    {
        await using var run = await HubRun.StartAsync(Prepare);

        await run.SayAsync("TimingData", """{"Lines":{"44":{"LastLapTime":{"Value":"1:29.500"},"NumberOfLaps":3}}}""", 60);
        await run.UntilAsync(() => run.State.FindCar("44")?.Timing.LapsCompleted == 3);

        Assert.Equal((SessionType.Race, 57, "10028"), (run.State.Session.Type, run.State.Session.TotalLaps, run.State.Session.SessionId));
        Assert.Equal(TimeSpan.FromSeconds(89.5), run.State.FindCar("44")!.Timing.LastLapTime);
        Assert.Equal(HubRun.Start.AddSeconds(60), run.State.MeasuredAt);
        Assert.Equal(FeedTopics.Read, run.Server.Asked);
    }

    [Fact]
    public async Task Read_SameUpdateTwice_CountsOnce()
    {
        await using var run = await HubRun.StartAsync(Prepare);

        await run.SayAsync("TrackStatus", """{"Status":"4"}""", 1);
        await run.SayAsync("TrackStatus", """{"Status":"4"}""", 1);

        await run.UntilAsync(() => run.Source.Counters.Repeats == 1);
        Assert.Equal(TrackStatus.SafetyCar, run.State.Track.Status);
    }

    [Fact]
    public async Task Read_UpdateThatNewerOnesOvertook_CountsForWhatTheyLeft()
    {
        await using var run = await HubRun.StartAsync(Prepare);

        await run.SayAsync("TimingData", """{"Lines":{"44":{"GapToLeader":"LAP 4","Position":"2"}}}""", 20);
        await run.SayAsync("TimingData", """{"Lines":{"44":{"Position":"3"},"16":{"Position":"1"}}}""", 19);
        await run.UntilAsync(() => run.State.FindCar("16") is not null);

        Assert.Equal((2, 1), (run.State.FindCar("44")!.Timing.Position, run.State.FindCar("16")!.Timing.Position));
    }

    [Fact]
    public async Task Read_ConnectionCut_SaysWhyAndTheNextSnapshotTellsWhatWasMissed()
    {
        await using var run = await HubRun.StartAsync(Prepare);
        await run.SayAsync("TimingData", """{"Lines":{"44":{"LastLapTime":{"Value":"1:29.500"},"NumberOfLaps":3}}}""", 60);
        run.Server.CutOldest();
        await run.UntilAsync(() => run.Cause is not null);
        Assert.Contains("is over", run.Cause, StringComparison.Ordinal);

        run.Server.WithSnapshot("TimingData", """{"Lines":{"44":{"Position":"1","NumberOfLaps":5,"LastLapTime":{"Value":"1:28.000"},"InPit":false}}}""");
        await run.ReconnectAsync();
        await run.SayAsync("TimingData", """{"Lines":{"44":{"LastLapTime":{"Value":"1:27.000"},"NumberOfLaps":6}}}""", 300);
        await run.UntilAsync(() => run.State.FindCar("44")!.Timing.LapsCompleted == 6);

        Assert.Equal([2, 3, 5, 6], run.State.FindCar("44")!.Laps.Select(l => l.Lap));
        Assert.Equal([90, 89.5, 88, 87], run.State.FindCar("44")!.Laps.Select(l => l.LapTime!.Value.TotalSeconds));
    }

    [Fact]
    public async Task Read_SameSnapshotAgain_TellsNothingTwice()
    {
        await using var run = await HubRun.StartAsync(server =>
        {
            Prepare(server);
            server.WithSnapshot("RaceControlMessages", """{"Messages":[{"Utc":"2025-05-03T14:59:00","Category":"Flag","Message":"GREEN LIGHT - PIT EXIT OPEN"}]}""");
        });
        await run.UntilAsync(() => run.State.FindCar("44") is not null);
        run.Server.CutOldest();
        await run.UntilAsync(() => run.Cause is not null);

        await run.ReconnectAsync();
        await run.SayAsync("TrackStatus", """{"Status":"2"}""", 30);
        await run.UntilAsync(() => run.State.Track.Status == TrackStatus.Yellow);

        Assert.Single(run.State.Messages);
        Assert.Equal(2, Assert.Single(run.State.FindCar("44")!.Laps).Lap);
    }

    [Fact]
    public async Task Read_BeforeTheTwoHourCut_TheNextConnectionTakesOverWithoutAGap()
    {
        await using var run = await HubRun.StartAsync(PrepareGrid);
        await run.PassKeepingAliveAsync(115 * 60, () => run.Server.Subscribed == 2);
        await run.UntilAsync(() => run.Log.All.Any(l => l.Contains("the next connection", StringComparison.Ordinal)));

        // Both say it, and it counts once.
        await run.SayAsync("TrackStatus", """{"Status":"4"}""", 7000, connections: 2);
        await run.UntilAsync(() => run.Source.Counters.Repeats > 0);
        run.Server.CutOldest();
        await run.UntilAsync(() => run.Log.All.Any(l => l.Contains("a connection is over", StringComparison.Ordinal)));
        await run.SayAsync("TrackStatus", """{"Status":"1"}""", 7200);
        await run.UntilAsync(() => run.State.Track.Status == TrackStatus.Green);

        Assert.Null(run.Cause);
    }

    [Fact]
    public async Task Read_OverlapOver_TheOldConnectionIsClosed()
    {
        await using var run = await HubRun.StartAsync(PrepareGrid);
        await run.PassKeepingAliveAsync(115 * 60, () => run.Server.Subscribed == 2);
        await run.UntilAsync(() => run.Log.All.Any(l => l.Contains("the next connection", StringComparison.Ordinal)));

        await run.PassAsync(11);
        await run.UntilAsync(() => run.Server.Gone == 1);

        Assert.Null(run.Cause);
    }

    [Fact]
    public async Task Read_HeartStopsBeating_EndsThoughTheConnectionLives()
    {
        await using var run = await HubRun.StartAsync(Prepare);

        await run.PassAsync(46, () => run.Cause is not null);

        Assert.Contains("no heartbeat for 4", run.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_RaceRunsAndTimingStops_EndsThoughTheHeartBeats()
    {
        await using var run = await HubRun.StartAsync(Prepare);
        await run.SayAsync("TimingData", """{"Lines":{"44":{"GapToLeader":"LAP 4"}}}""", 1);

        await run.PassKeepingAliveAsync(70, () => run.Cause is not null);

        Assert.Contains("no timing came for 6", run.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_ConnectedAnewToARaceWhoseTimingStops_EndsThoughTheHeartBeats()
    {
        await using var run = await HubRun.StartAsync(Prepare);
        run.Server.CutOldest();
        await run.UntilAsync(() => run.Cause is not null);
        await run.ReconnectAsync();

        // The snapshot says nothing new, and nothing comes after it.
        await run.PassKeepingAliveAsync(70, () => run.Cause is not null);

        Assert.Contains("no timing came for 6", run.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_RaceRunsAndATopicOfTheSnapshotStaysSilent_IsTold()
    {
        await using var run = await HubRun.StartAsync(hub =>
        {
            Prepare(hub);
            hub.WithSnapshot("CarData.z", Packed.Of("{}"));
        });

        await run.PassKeepingAliveAsync(45, () => run.Source.Notices.Contains("CarData.z is silent though the connection lives."));

        Assert.Null(run.Cause);
    }

    [Fact]
    public async Task Read_TopicThatTheSnapshotHadNot_IsMissedNoMoreOnceItCame()
    {
        await using var run = await HubRun.StartAsync(Prepare);
        Assert.Contains("PitStopSeries", run.Source.Notices[0], StringComparison.Ordinal);

        await run.SayAsync("PitStopSeries", """{"PitTimes":{}}""", 1);
        await run.PassAsync(1);

        await run.UntilAsync(() => !run.Source.Notices[0].Contains("PitStopSeries", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_CompressedSampleThatANewerOneOvertook_IsNotTakenBack()
    {
        await using var run = await HubRun.StartAsync(Prepare);
        await run.SayAsync("CarData.z", Packed.Of("""{"Entries":[{"Utc":"2025-05-03T15:00:02Z","Cars":{"44":{"Channels":{"2":290}}}}]}"""), 2);

        await run.SayAsync("CarData.z", Packed.Of("""{"Entries":[{"Utc":"2025-05-03T15:00:01Z","Cars":{"44":{"Channels":{"2":120}}}}]}"""), 1);
        await run.SayAsync("TimingData", """{"Lines":{"44":{"GapToLeader":"LAP 4"}}}""", 3);
        await run.UntilAsync(() => run.State.MeasuredAt >= HubRun.Start.AddSeconds(3));

        Assert.Equal(290, run.State.FindCar("44")!.Motion.SpeedKph);
    }

    [Fact]
    public async Task Read_CompressedSampleWithATimeFarAhead_SilencesNoneThatFollows()
    {
        await using var run = await HubRun.StartAsync(Prepare);
        await run.SayAsync("CarData.z", Packed.Of("""{"Entries":[{"Utc":"2025-05-03T15:00:02Z","Cars":{"44":{"Channels":{"2":290}}}}]}"""), 86_400);

        await run.SayAsync("CarData.z", Packed.Of("""{"Entries":[{"Utc":"2025-05-03T15:00:03Z","Cars":{"44":{"Channels":{"2":295}}}}]}"""), 3);

        await run.UntilAsync(() => run.State.FindCar("44")!.Motion.SpeedKph == 295);
    }

    [Fact]
    public async Task Read_CarsStoodOnTheGridBeforeTheRaceRan_WaitsForItsTimingFromItsStartOn()
    {
        await using var run = await HubRun.StartAsync(PrepareGrid);
        await run.SayAsync("TimingData", """{"Lines":{"44":{"GapToLeader":"LAP 1"}}}""", 1);
        await run.PassKeepingAliveAsync(300, () => run.Time.GetUtcNow() > HubRun.Start.AddSeconds(300));

        await run.SayAsync("SessionStatus", """{"Status":"Started"}""", 301);
        await run.PassAsync(10);
        Assert.Null(run.Cause);

        await run.PassKeepingAliveAsync(70, () => run.Cause is not null);
        Assert.Contains("no timing came for 6", run.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_FeedTurnsToAnotherSession_AsksForAllOfIt()
    {
        await using var run = await HubRun.StartAsync(Prepare);
        await run.UntilAsync(() => run.State.FindCar("44") is not null);
        run.Server.Snapshot.Clear();
        run.Server.WithSnapshot("SessionInfo", """{"Key":10029,"Type":"Qualifying","Name":"Qualifying"}""")
            .WithSnapshot("TimingData", """{"SessionPart":1,"Lines":{"1":{"Position":"1","InPit":true}}}""");

        await run.SayAsync("SessionInfo", """{"Key":10029,"Type":"Qualifying","Name":"Qualifying"}""", 900);
        await run.UntilAsync(() => run.State.FindCar("1") is not null);

        Assert.Equal((SessionType.Qualifying, 2), (run.State.Session.Type, run.Server.Subscribed));
        Assert.Null(run.State.FindCar("44"));
    }

    [Fact]
    public async Task Read_NobodyThere_SaysWhoDidNotAnswer()
    {
        await using var run = await HubRun.StartAsync(server => server.LetsIn = _ => false, connects: false);

        await run.UntilAsync(() => run.Cause is not null);

        Assert.Contains("lets nobody in without a good F1TV token", run.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_CompressedTopics_TellSpeedsAndPlaces()
    {
        await using var run = await HubRun.StartAsync(Prepare);

        await run.SayAsync("CarData.z", Packed.Of("""{"Entries":[{"Utc":"2025-05-03T15:00:01Z","Cars":{"44":{"Channels":{"0":10500,"2":287,"3":7,"4":100,"5":0}}}},{"Utc":"2025-05-03T15:00:01.3Z","Cars":{"44":{"Channels":{"0":10600,"2":290,"3":8,"4":104,"5":104}}}}]}"""), 2);
        await run.SayAsync("Position.z", Packed.Of("""{"Position":[{"Timestamp":"2025-05-03T15:00:01.4Z","Entries":{"44":{"Status":"OnTrack","X":-1145,"Y":4818,"Z":1060}}}]}"""), 2);
        await run.UntilAsync(() => run.State.FindCar("44")?.Motion.Place is not null);

        var car = run.State.FindCar("44")!;
        Assert.Equal((290.0, 8, 10600), (car.Motion.SpeedKph, car.Systems.Inputs!.Gear, car.Systems.Inputs.EngineRpm));
        Assert.Equal((null, null), (car.Systems.Inputs.Throttle, car.Systems.Inputs.Brake));
        Assert.Equal(new MapPosition(-114.5, 481.8), car.Motion.Place);
    }

    [Fact]
    public async Task Read_SessionClock_GoesOnBetweenTheFeedsWords()
    {
        await using var run = await HubRun.StartAsync(Prepare);
        await run.SayAsync("ExtrapolatedClock", """{"Utc":"2025-05-03T15:00:10Z","Remaining":"00:18:00","Extrapolating":true}""", 10);

        await run.SayAsync("Heartbeat", """{"Utc":"2025-05-03T15:00:25Z"}""", 25.4);
        await run.UntilAsync(() => run.State.Session.Remaining < TimeSpan.FromMinutes(18));

        Assert.Equal(new TimeSpan(0, 17, 45), run.State.Session.Remaining);
    }
}
