using DualTwin.Server.Tests.Support;

namespace DualTwin.Server.Tests;

public sealed class ConfigReloaderTests
{
    private const int Applied = 221;
    private const int NextStart = 222;
    private const int Refused = 223;
    private const int NoSuchCar = 224;

    [Fact]
    public async Task Write_OtherSource_IsTurnedToWhenItDeliversAndTheOldOneStaysUntilThen()
    {
        await using var first = await SpokenServer.StartAsync();
        await using var second = await SpokenServer.StartAsync();
        await using var server = await DeliveringAsync(first);

        server.Write(Config([second]));
        await server.PassUntilAsync(() => server.Log.Of(Applied).Any(), first);
        await WatchedServer.UntilAsync(() => second.Open == 1);
        await server.PassTwoLooksAsync(first);
        Assert.Equal((Name(first), 1), (server.Sources.Active, first.Open));

        await server.PassUntilAsync(() => server.Sources.Active == Name(second), first, second);
        await WatchedServer.UntilAsync(() => first.Open == 0);
        Assert.Equal(1, first.Accepted);
        Assert.DoesNotContain(server.Sources.Changes, change => change.To.Contains("stand-in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Write_SourceStaysInTheList_IsNotOpenedAgainAndTakesTheNewLimits()
    {
        await using var first = await SpokenServer.StartAsync();
        await using var second = await SpokenServer.StartAsync();
        await using var server = await DeliveringAsync(first);

        server.Write(Config([first, second], telemetry: """, "stall_seconds": 7"""));
        await server.PassUntilAsync(() => server.Sources.Slots.Length == 2, first);
        await server.PassTwoLooksAsync(first);

        Assert.Equal([Name(first), Name(second)], server.Sources.Slots.Select(s => s.Name));
        Assert.All(server.Sources.Slots, slot => Assert.Equal(7, slot.StallLimitSeconds));
        Assert.Equal((Name(first), 1, 0), (server.Sources.Active, first.Accepted, second.Accepted));
    }

    [Fact]
    public async Task Write_CarAndIntervals_CountAtOnce()
    {
        await using var sender = await SpokenServer.StartAsync();
        await using var server = await DeliveringAsync(sender);
        Assert.Equal("44", server.Host.Session.Feed.Current.View.OurCarId);

        server.Write(Config([sender], car: "16", telemetry: """, "update_interval_seconds": 0.5"""));
        await server.PassUntilAsync(() => server.Log.Of(Applied).Any(), sender);

        await WatchedServer.UntilAsync(() => server.Host.Session.Feed.Current.View.OurCarId == "16");
        Assert.Equal(0.5, server.Config.Telemetry.UpdateIntervalSeconds);
        var line = Assert.Single(server.Log.Of(Applied));
        Assert.Contains("car.our_car_id", line, StringComparison.Ordinal);
        Assert.Contains("telemetry.update_interval_seconds", line, StringComparison.Ordinal);
        Assert.Empty(server.Log.Of(NextStart));
        Assert.Equal(1, sender.Accepted);
    }

    [Fact]
    public async Task Write_CarThatTakesNoPart_IsToldAndOursStays()
    {
        await using var sender = await SpokenServer.StartAsync();
        await using var server = await DeliveringAsync(sender);

        server.Write(Config([sender], car: "99"));
        await server.PassUntilAsync(() => server.Log.Of(NoSuchCar).Any(), sender);

        Assert.Contains("99", Assert.Single(server.Log.Of(NoSuchCar)), StringComparison.Ordinal);
        Assert.Equal("44", server.Host.Session.Feed.Current.View.OurCarId);
    }

    [Fact]
    public async Task Write_WrongFile_ChangesNothingAndTellsAllThatIsWrong()
    {
        await using var sender = await SpokenServer.StartAsync();
        await using var server = await DeliveringAsync(sender);
        var before = server.Config;

        server.Write(Config([], car: "", telemetry: """, "update_interval_seconds": "often", "max_failures_before_fallback": 0"""));
        await server.PassUntilAsync(() => server.Log.Of(Refused).Any(), sender);
        await server.PassTwoLooksAsync(sender);

        var line = Assert.Single(server.Log.Of(Refused));
        Assert.All(
            ["telemetry.update_interval_seconds", "telemetry.max_failures_before_fallback", "car.our_car_id", server.File],
            expected => Assert.Contains(expected, line, StringComparison.Ordinal));
        Assert.Empty(server.Log.Of(Applied));
        Assert.Same(before, server.Config);
        Assert.Equal((Name(sender), 1), (server.Sources.Active, sender.Accepted));
    }

    [Fact]
    public async Task Write_SourceThatCannotBeMade_ChangesNothingUntilTheFileIsRight()
    {
        await using var sender = await SpokenServer.StartAsync();
        await using var server = await DeliveringAsync(sender);
        var before = server.Config;

        server.Write(Config([sender], car: "16").Replace("[{", """[{"type":"replay","path":"no-such-folder"}, {""", StringComparison.Ordinal));
        await server.PassUntilAsync(() => server.Log.Of(Refused).Any(), sender);
        Assert.Contains("no-such-folder", Assert.Single(server.Log.Of(Refused)), StringComparison.Ordinal);
        Assert.Same(before, server.Config);
        Assert.Equal("44", server.Host.Session.Feed.Current.View.OurCarId);
        Assert.Empty(server.Log.Of(Applied));

        server.Write(Config([sender], car: "16"));
        await server.PassUntilAsync(() => server.Log.Of(Applied).Any(), sender);
        await WatchedServer.UntilAsync(() => server.Host.Session.Feed.Current.View.OurCarId == "16");
    }

    [Fact]
    public async Task Write_KeysOfTheNextStart_AreNamed()
    {
        await using var sender = await SpokenServer.StartAsync();
        await using var server = await DeliveringAsync(sender);

        server.Write(Config([sender], api: """, "max_concurrent_connections": 7""", telemetry: """, "processing_timeout_ms": 99"""));
        await server.PassUntilAsync(() => server.Log.Of(NextStart).Any(), sender);

        var line = Assert.Single(server.Log.Of(NextStart));
        Assert.EndsWith(": api.max_concurrent_connections", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_ForAMoment_IsNoChange()
    {
        await using var sender = await SpokenServer.StartAsync();
        await using var server = await DeliveringAsync(sender);
        var before = server.Config;

        File.Delete(server.File);
        await server.PassTwoLooksAsync(sender);
        server.Write(Config([sender]));
        await server.PassTwoLooksAsync(sender);

        Assert.Same(before, server.Config);
        Assert.DoesNotContain(server.Log.All, line => line.StartsWith("22", StringComparison.Ordinal));
        Assert.Equal(1, sender.Accepted);
    }

    [Fact]
    public async Task Delete_WhileItIsRead_WaitsForTheFile()
    {
        await using var sender = await SpokenServer.StartAsync();
        await using var server = await DeliveringAsync(sender);
        var read = 0;
        server.Loaded = () =>
        {
            if (Interlocked.Increment(ref read) == 1)
            {
                File.Delete(server.File);
            }
        };

        server.Write("{");
        await server.PassUntilAsync(() => Volatile.Read(ref read) == 1, sender);
        await server.PassTwoLooksAsync(sender);
        Assert.Empty(server.Log.Of(Refused));

        server.Write(Config([sender], car: "16"));
        await server.PassUntilAsync(() => server.Log.Of(Applied).Any(), sender);
    }

    [Fact]
    public async Task Write_LimitsAlone_LeaveASourceThatWasTurnedToByHand()
    {
        await using var sender = await SpokenServer.StartAsync();
        await using var other = await SpokenServer.StartAsync();
        await using var server = await DeliveringAsync(sender);
        using var client = new HttpClient { BaseAddress = server.Host.Address };
        using var body = new StringContent($$"""{"source":"websocket","url":"{{other.Url}}","timeout":600}""");
        var switching = client.PostAsync("/api/v1/source/live", body, TestServer.Token);
        await WatchedServer.UntilAsync(() => other.Open == 1);
        await server.PassUntilAsync(() => switching.IsCompleted, sender, other);
        using var reply = await switching;
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync(TestServer.Token));

        server.Write(Config([sender], telemetry: """, "return_after_seconds": 1, "max_failures_before_fallback": 9"""));
        await server.PassUntilAsync(() => server.Log.Of(Applied).Any(), sender, other);
        await server.PassTwoLooksAsync(sender, other);

        Assert.Equal((Name(other), 2), (server.Sources.Active, server.Sources.Slots.Length));
        Assert.Empty(server.Log.Of(NextStart));
    }

    private static async Task<WatchedServer> DeliveringAsync(SpokenServer sender)
    {
        var server = await WatchedServer.StartAsync(Config([sender]));
        await WatchedServer.UntilAsync(() => sender.Open == 1);
        await sender.SayAsync(server.Time.GetUtcNow(), speedKph: 100);
        await WatchedServer.UntilAsync(() => server.Sources.Active == Name(sender) && server.Host.Session.Feed.Current.View.OurCarId is not null);
        return server;
    }

    private static string Name(SpokenServer server) => $"websocket {server.Url}";

    private static string Config(IEnumerable<SpokenServer> sources, string? car = null, string telemetry = "", string api = "")
    {
        var list = string.Join(", ", sources.Select(s => $$"""{"type":"websocket","url":"{{s.Url}}"}"""));
        return $$"""
            {
              "telemetry": { "sources": [{{list}}]{{telemetry}} },
              "state_management": { "storage_path": "STORAGE", "persistence_interval_seconds": 60 },
              "api": { "port": 0{{api}} },
              "car": { {{(car is null ? "" : $"\"our_car_id\": \"{car}\"")}} }
            }
            """;
    }
}
