using DualTwin.Sources.Tests.WebSocket;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.OpenF1;

public sealed class OpenF1StreamTests
{
    private static readonly MadeSession Race = new(12);

    [Theory]
    [InlineData("tcp")]
    [InlineData("websocket")]
    [InlineData("tls")]
    [InlineData("tls websocket")]
    public async Task Read_Streamed_GoesOnFromThePast(string transport)
    {
        using var authority = new PrivateAuthority();
        await using var broker = transport switch
        {
            "websocket" => await Broker.StartWebSocketAsync(),
            "tls" => await Broker.StartAsync(authority.Issue("localhost")),
            "tls websocket" => await Broker.StartWebSocketAsync(authority.Issue("localhost")),
            _ => await Broker.StartAsync(),
        };
        await using var run = await OpenF1Run.StartAsync(
            Race, minutes: 5, broker, with: options => transport.StartsWith("tls", StringComparison.Ordinal) ? options with { CaFile = authority.CaFile } : options);
        var asked = run.Server.Asked.Count;

        for (var step = 0; step < 16; step++)
        {
            var known = run.Time.GetUtcNow();
            await run.PassAsync(15);
            await run.StreamAsync(after: known);
        }

        await run.UntilAsync(() => run.State.FindCar("44")!.Timing.LapsCompleted == 5);

        var car = run.State.FindCar("44")!;
        Assert.Equal(Enumerable.Range(1, 5).Select(lap => MadeSession.LapSeconds(0, lap)), car.Laps.Select(l => l.LapTime!.Value.TotalSeconds));
        Assert.Equal((1, Compound.Hard), (car.StopCount, car.Tyres.Compound));
        Assert.StartsWith("OpenF1 streams live; the token is good until 2026-05-03 16:05", Assert.Single(run.Source.Notices), StringComparison.Ordinal);

        // What is streamed is not asked for.
        Assert.All(run.Server.Asked.Skip(asked), path => Assert.StartsWith("v1/sessions", path, StringComparison.Ordinal));
        Assert.Equal(["token-1"], broker.Passwords);
    }

    [Fact]
    public async Task Read_StreamedWhileThePastIsAskedFor_CountsAfterIt()
    {
        await using var broker = await Broker.StartAsync();
        await using var run = await OpenF1Run.StartAsync(Race, minutes: 5, broker, connects: false);
        await run.PassAsync(10, until: () => broker.Subscribed.Count == 1 && run.Server.Asked.Count > 3);

        // Newer than what the service answers, and told before it.
        var lap = Race.Stream.First(d => d is { Collection: "laps" } && d.At > run.Time.GetUtcNow() && d.Content["lap_duration"] is not null);
        await broker.SayAsync(lap);
        await run.PassAsync(60, until: () => run.Known);
        await run.UntilAsync(() => run.State.FindCar(lap.Content["driver_number"]!.ToString())?.Laps.Count == (int)lap.Content["lap_number"]!);

        Assert.Equal(
            (double)lap.Content["lap_duration"]!,
            run.State.FindCar(lap.Content["driver_number"]!.ToString())!.Laps[^1].LapTime!.Value.TotalSeconds);
    }

    [Fact]
    public async Task Read_TokenAboutToExpire_TheNextConnectionTakesOverWithoutAGap()
    {
        await using var broker = await Broker.StartAsync();
        await using var run = await OpenF1Run.StartAsync(Race, minutes: -70, broker);
        Assert.Equal(["token-1"], broker.Subscribed);

        run.Time.Advance(TimeSpan.FromMinutes(54));
        await run.PassAsync(120, until: () => broker.Subscribed.SequenceEqual(["token-2"]));

        await broker.SayAsync(Race.Stream[^1] with { Content = Weather(run.Time.GetUtcNow(), 31.5), Collection = "weather", Key = "w", Id = 1 });
        await run.UntilAsync(() => run.State.Track.AirTemperatureCelsius == 31.5);
        Assert.Equal((2, null), (run.Server.Tokens, run.Cause));
        Assert.DoesNotContain(run.Log.All, line => line.Contains("streams no more", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_TokenCannotBeRenewed_TheStreamIsKeptAndItIsTriedAgain()
    {
        await using var broker = await Broker.StartAsync();
        await using var run = await OpenF1Run.StartAsync(Race, minutes: -70, broker);
        run.Server.Instead = asked => asked == "token" ? (502, null, string.Empty) : null;

        run.Time.Advance(TimeSpan.FromMinutes(54));
        await run.PassAsync(120, until: () => run.Source.Notices.Any(n => n.Contains("could not be renewed yet", StringComparison.Ordinal)));
        Assert.Equal(["token-1"], broker.Subscribed);

        run.Server.Instead = _ => null;
        await run.PassAsync(180, until: () => broker.Subscribed.SequenceEqual(["token-2"]));
        await run.PassAsync(1);
        Assert.Single(run.Source.Notices);
        Assert.Null(run.Cause);
    }

    [Fact]
    public async Task Read_StreamCut_IsAskedForUntilItIsBack()
    {
        await using var broker = await Broker.StartAsync();
        await using var run = await OpenF1Run.StartAsync(Race, minutes: 5, broker);

        await broker.StopAsync();
        await run.UntilAsync(() => run.Source.Notices.Any(n => n.Contains("stream is away", StringComparison.Ordinal)));
        await run.PassAsync(300, until: () => run.State.FindCar("44")!.Timing.LapsCompleted == 5);
        Assert.Null(run.Cause);

        await broker.RestartAsync();
        await run.PassAsync(120, until: () => run.Source.Notices.Any(n => n.Contains("streams live", StringComparison.Ordinal)));
        await run.PassAsync(30, until: () => run.Log.All.Count(l => l.Contains("told session", StringComparison.Ordinal)) == 2);
        var known = run.Time.GetUtcNow();
        run.Time.Advance(TimeSpan.FromMinutes(3));
        await run.StreamAsync(after: known.AddSeconds(-30));
        await run.UntilAsync(() => run.State.FindCar("44")!.Timing.LapsCompleted >= 7);

        var laps = run.State.FindCar("44")!.Laps;
        Assert.Equal(Enumerable.Range(1, laps.Count).Select(lap => MadeSession.LapSeconds(0, lap)), laps.Select(l => l.LapTime!.Value.TotalSeconds));
        // Each try has a token of its own; how many it takes until the broker answers again is the network's matter.
        Assert.InRange(broker.Passwords.Distinct(StringComparer.Ordinal).Count(), 2, int.MaxValue);
    }

    [Fact]
    public async Task Read_StreamSilentWhileCarsRun_IsAskedForAsWell()
    {
        await using var broker = await Broker.StartAsync();
        await using var run = await OpenF1Run.StartAsync(Race, minutes: 5, broker);

        await run.PassAsync(400, until: () => run.State.FindCar("44")!.Timing.LapsCompleted == 6);

        Assert.Contains("is silent though the session runs", Assert.Single(run.Source.Notices), StringComparison.Ordinal);
        Assert.Equal(["token-1"], broker.Subscribed);
    }

    [Fact]
    public async Task Read_TokenNotTakenAnyMore_AnotherOneIsHad()
    {
        await using var broker = await Broker.StartAsync();
        await using var run = await OpenF1Run.StartAsync(Race, minutes: 5, broker, prepare: server => server.Closed = true);

        run.Server.Takes = token => token == "token-2";
        await run.PassAsync(70, until: () => run.Server.Tokens == 2);
        await run.PassAsync(70);

        Assert.Null(run.Cause);
        Assert.Equal(2, run.Server.Tokens);
    }

    [Fact]
    public async Task Read_NoTokenIsTaken_IsExplained()
    {
        await using var broker = await Broker.StartAsync();
        await using var run = await OpenF1Run.StartAsync(
            Race, minutes: 5, broker, prepare: server => (server.Closed, server.Takes) = (true, _ => false), connects: false);

        await run.PassAsync(10, until: () => run.Cause is not null);

        Assert.Equal("localhost does not take the token (401), nor a new one: check that the OpenF1 account has live access.", run.Cause);
    }

    [Fact]
    public async Task Read_BrokerTakesNoToken_IsAskedForInstead()
    {
        await using var broker = await Broker.StartAsync();
        broker.Takes = _ => false;
        await using var run = await OpenF1Run.StartAsync(Race, minutes: 5, broker);

        await run.PassAsync(300, until: () => run.State.FindCar("44")!.Timing.LapsCompleted == 5);

        var notice = Assert.Single(run.Source.Notices);
        Assert.Contains($"The broker localhost:{broker.Port} does not take the token: check that the OpenF1 account has live access", notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_CertificateOfAnotherAuthority_IsRefusedInWords()
    {
        using var authority = new PrivateAuthority();
        using var other = new PrivateAuthority();
        await using var broker = await Broker.StartAsync(authority.Issue("localhost"));
        await using var run = await OpenF1Run.StartAsync(Race, minutes: 5, broker, with: options => options with { CaFile = other.CaFile });

        Assert.Contains("cannot be reached: its certificate is not trusted: ", Assert.Single(run.Source.Notices), StringComparison.Ordinal);
        Assert.Empty(broker.Passwords);
    }

    [Fact]
    public async Task Read_LoginFails_NamesNoSecret()
    {
        await using var broker = await Broker.StartAsync();
        await using var run = await OpenF1Run.StartAsync(
            Race, minutes: 5, broker, with: options => options with { UserName = "somebody@example.org" }, connects: false);

        await run.PassAsync(10, until: () => run.Cause is not null);

        Assert.Equal("localhost does not take the user name 'somebody@example.org' with the password that is set; check both at openf1.org.", run.Cause);
        Assert.DoesNotContain(run.Log.All, line => line.Contains(OpenF1Server.Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_LongRun_ShowsNoSecret()
    {
        await using var broker = await Broker.StartAsync();
        await using var run = await OpenF1Run.StartAsync(Race, minutes: 5, broker);
        await broker.StopAsync();
        await run.PassAsync(30);

        Assert.DoesNotContain(
            run.Log.All.Concat(run.Source.Notices).Append($"{run.Source.Identity}"),
            text => text.Contains("token-1", StringComparison.Ordinal) || text.Contains(OpenF1Server.Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_MessageTooLong_IsCountedAndStopsNothing()
    {
        await using var broker = await Broker.StartAsync();
        await using var run = await OpenF1Run.StartAsync(Race, minutes: 5, broker);

        await broker.SayAsync("laps", $"\"{new string('x', 70_000)}\"");
        await broker.SayAsync("weather", Weather(run.Time.GetUtcNow(), 33).ToJsonString());
        await run.UntilAsync(() => run.State.Track.AirTemperatureCelsius == 33);

        Assert.Equal(1, run.Source.Counters.Refused["too_long"]);
    }

    private static System.Text.Json.Nodes.JsonObject Weather(DateTimeOffset at, double celsius) => new()
    {
        ["session_key"] = Race.Key, ["date"] = MadeSession.Text(at), ["air_temperature"] = celsius,
    };
}
