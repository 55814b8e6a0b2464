using DualTwin.Sources.OpenF1;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.OpenF1;

public sealed class OpenF1SourceTests
{
    [Fact]
    public async Task Read_SessionThatIsOver_GoesByAsItDidLive()
    {
        await using var run = await OpenF1Run.StartAsync(new MadeSession(12), minutes: 300);

        await run.UntilAsync(() => run.State.Session.Phase == SessionPhase.Finished);

        Assert.Equal(["63", "1", "16", "44"], run.State.Cars.OrderBy(c => c.Timing.Position).Select(c => c.CarId));
        Assert.All(run.State.Cars, car => Assert.Equal((12, 1, 1), (car.Laps.Count, car.StopCount, car.PitVisits.Count)));
        Assert.All(run.State.Cars, car => Assert.Equal(car.Laps.Select(l => l.CompletedAt).Order(), car.Laps.Select(l => l.CompletedAt)));

        // The order changed at the end of the first lap.
        Assert.Equal([1, .. Enumerable.Repeat(4, 11)], run.State.FindCar("44")!.Laps.Select(l => l.Position!.Value));
        Assert.Equal("Miami Grand Prix", run.State.Session.MeetingName);
    }

    [Fact]
    public async Task Read_ReadNoMore_LeavesNoConnectionOpen()
    {
        await using var run = await OpenF1Run.StartAsync(new MadeSession(3), minutes: 300);
        Assert.True(run.Server.Connections > 0);

        await run.LeaveAsync();
        while (run.Server.Connections > 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Read_SessionThatIsOver_IsAliveWithoutNews()
    {
        await using var run = await OpenF1Run.StartAsync(new MadeSession(3), minutes: 300);
        var (frames, measuredAt) = (run.Source.Counters.Frames, run.State.MeasuredAt);

        await run.PassAsync(130);

        Assert.True(run.Source.Counters.Frames >= frames + 2);
        Assert.Equal(measuredAt, run.State.MeasuredAt);
        Assert.All(run.Server.Asked.Skip(10), asked => Assert.StartsWith("v1/sessions", asked, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_LiveWithoutAccount_AsksForNewsWithinTheLimits()
    {
        await using var run = await OpenF1Run.StartAsync(new MadeSession(12), minutes: 2);
        Assert.Equal(1, run.State.FindCar("44")!.Timing.LapsCompleted);

        await run.PassAsync(600, until: () => run.State.FindCar("44")!.Timing.LapsCompleted == 6);

        var car = run.State.FindCar("44")!;
        Assert.Equal(Enumerable.Range(1, 6).Select(lap => MadeSession.LapSeconds(0, lap)), car.Laps.Select(l => l.LapTime!.Value.TotalSeconds));
        Assert.Equal((4, Compound.Hard), (Assert.Single(car.PitVisits).Lap, car.Tyres.Compound));
        Assert.Contains("No OpenF1 account is set", Assert.Single(run.Source.Notices), StringComparison.Ordinal);
        Assert.Contains(run.Server.Asked, asked => asked.StartsWith("v1/position?session_key=11280&date>=2026-05-03T1", StringComparison.Ordinal));
        var times = run.Server.Times.Select(t => t.At).ToList();
        Assert.All(times, at => Assert.True(times.Count(t => t > at.AddMinutes(-1) && t <= at) <= 30));
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(1.0 / 3)));
    }

    [Fact]
    public async Task Read_NextSessionComes_IsFollowed()
    {
        await using var run = await OpenF1Run.StartAsync(new MadeSession(3), minutes: 300);

        run.Server.Session = new MadeSession(3, "Qualifying", "Qualifying", key: 11290);
        await run.PassAsync(90, until: () => run.State.Session.SessionId == "11290");
        await run.PassAsync(30, until: () => run.State.FindCar("44")?.Laps.Count == 3);

        Assert.Equal((SessionType.Qualifying, 0), (run.State.Session.Type, run.State.FindCar("44")!.StopCount));
    }

    [Fact]
    public async Task Read_SessionThatTheUserNames_IsAskedForByItsNumber()
    {
        await using var run = await OpenF1Run.StartAsync(new MadeSession(3), minutes: 300, with: options => options with { Session = 11280 });

        Assert.Equal("v1/sessions?session_key=11280", run.Server.Asked[0]);
    }

    [Fact]
    public async Task Read_SessionThatNobodyKnows_SaysSo()
    {
        await using var run = await OpenF1Run.StartAsync(new MadeSession(3), 300, with: options => options with { Session = 7 }, connects: false);

        await run.PassAsync(10, until: () => run.Cause is not null);

        Assert.Equal("localhost knows no session 7.", run.Cause);
    }

    [Fact]
    public async Task Read_NobodyIsLetInWithoutAccount_IsExplained()
    {
        await using var run = await OpenF1Run.StartAsync(new MadeSession(3), minutes: 2, prepare: server => server.Closed = true, connects: false);

        await run.PassAsync(10, until: () => run.Cause is not null);

        Assert.Contains("lets nobody in without an account (401): while a session is live", run.Cause, StringComparison.Ordinal);
        Assert.Contains("Set the user name and password", run.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_AskedForFewerRequests_WaitsAndGoesOn()
    {
        await using var run = await OpenF1Run.StartAsync(new MadeSession(12), minutes: 2);
        var from = run.Time.GetUtcNow();
        var refused = 0;
        run.Server.Instead = _ => Interlocked.Increment(ref refused) == 1 ? (429, "25", "slow down") : null;

        await run.PassAsync(60, until: () => Volatile.Read(ref refused) == 1);
        await run.UntilAsync(() => run.Source.Notices.Any(notice => notice.Contains("fewer requests (429)", StringComparison.Ordinal)));
        await run.PassAsync(60, until: () => Volatile.Read(ref refused) > 3);

        var times = run.Server.Times.Where(t => t.At > from).Select(t => t.At).ToList();
        Assert.True(times[1] - times[0] >= TimeSpan.FromSeconds(25));
        Assert.Single(run.Source.Notices);
    }

    [Theory]
    [InlineData(500, "", "localhost answers 500 (Internal Server Error) to laps.")]
    [InlineData(503, "", "localhost answers 503 (Service Unavailable) to laps.")]
    [InlineData(200, "<html>", "localhost answers laps with something else than JSON.")]
    [InlineData(200, "{}", "localhost answers laps with something else than a list of documents.")]
    public async Task Read_ServiceIsOfNoUse_SaysWhy(int status, string body, string cause)
    {
        await using var run = await OpenF1Run.StartAsync(
            new MadeSession(3), minutes: 2, prepare: server => server.Instead = asked => asked.Contains("laps", StringComparison.Ordinal) ? (status, null, body) : null, connects: false);

        await run.PassAsync(20, until: () => run.Cause is not null);

        Assert.Equal(cause, run.Cause);
    }

    [Fact]
    public async Task Read_DocumentsThatMakeNoSense_AreCountedAndStopNothing()
    {
        await using var run = await OpenF1Run.StartAsync(
            new MadeSession(3), minutes: 300,
            prepare: server => server.Instead = asked => asked.Contains("weather", StringComparison.Ordinal)
                ? (200, null, """[7,{"session_key":11280},{"session_key":11280,"date":"2026-05-03T15:00:00Z","air_temperature":"warm"}]""")
                : null);

        Assert.Equal(
            [(OpenF1Refusal.BadValue, 1), (OpenF1Refusal.MissingField, 1), (OpenF1Refusal.WrongType, 1)],
            run.Source.Counters.Refused.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => (r.Key, r.Value)));
        Assert.Equal(3, run.State.FindCar("44")!.Laps.Count);
    }

    [Fact]
    public async Task Read_Again_TellsNothingTwice()
    {
        await using var run = await OpenF1Run.StartAsync(new MadeSession(8), minutes: 7);
        var broken = false;
        run.Server.Instead = _ => broken ? (502, null, string.Empty) : null;
        broken = true;
        await run.PassAsync(20, until: () => run.Cause is not null);
        var (messages, laps) = (run.State.Messages.Count, run.State.FindCar("44")!.Laps.Count);
        broken = false;

        await run.ReconnectAsync();
        await run.PassAsync(400, until: () => run.State.FindCar("44")!.Laps.Count == laps + 1);

        Assert.Equal(messages, run.State.Messages.Count);
        Assert.Equal(Enumerable.Range(1, laps + 1), run.State.FindCar("44")!.Laps.Select(l => l.Lap));
    }

    [Fact]
    public void Options_Wrong_AreAllNamed()
    {
        var options = new OpenF1SourceOptions
        {
            Api = new Uri("http://api.example.org/v1"), Stream = new Uri("mqtt://mqtt.example.org"), Session = 0, RequestsPerMinute = 5,
            RequestTimeout = TimeSpan.Zero, RenewAhead = TimeSpan.Zero, UserName = "me",
        };

        Assert.Equal(
            [
                "Session is 0; expected OpenF1's number of a session, 1 or more.",
                "RequestTimeout is 00:00:00; expected 0.1 s to 10 min.",
                "RequestsPerMinute is 5; expected 6 to 600.",
                "RenewAhead is 00:00:00; expected 10 s to 50 min.",
                "UserName is me; expected a file or an environment variable with its password as well.",
                "Api is http://api.example.org/v1; expected https://, since an account's secrets do not travel in the open.",
                "Stream is mqtt://mqtt.example.org/; expected mqtts:// or wss://, since a token does not travel in the open.",
            ],
            options.Problems());
    }
}
