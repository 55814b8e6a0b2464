using System.Net;
using System.Net.Sockets;

namespace DualTwin.EndToEnd.Tests.Live;

/// <summary><c>run --source auto</c> and <c>send --f1game</c>, each in a process of its own.</summary>
public sealed class GameRunTests
{
    [Fact]
    public async Task Run_SourceAuto_IsSimulatedUntilAGameAppearsAndLiveFromThen()
    {
        using var folder = new WorkFolder();
        var port = FreePort.Udp();
        folder.Write("auto.json", $$"""{ "telemetry": { "return_after_seconds": 1, "live_source": { "host": "127.0.0.1", "port": {{port}} } } }""");
        await using var run = DualTwinProcess.Start(folder.Path, "run", "--config", "auto.json", "--source", "auto", "--port", "0");
        await using var stream = await SessionStream.OpenAsync(await run.AddressAsync());
        var simulated = await stream.ViewAsync(v => v.Mode == "simulator");
        Assert.True((bool?)simulated.Telemetry["simulated"]);

        await using var game = DualTwinProcess.Start(
            folder.Path, "send", "simulator", "--f1game", "2025", "--udp", $"127.0.0.1:{port}", "--player", "7", "--laps", "5");
        var live = await stream.ViewAsync(v => v.IsLive && v.Telemetry["cars"]!.AsArray().Count == 20);

        Assert.False((bool?)live.Telemetry["simulated"]);
        Assert.Equal((2025, "7"), ((int?)live.Telemetry["session"]!["game"]!["format"], (string?)live.Telemetry["session"]!["game"]!["player_car_id"]));
        await stream.ViewAsync(v => v.IsLive && v.Telemetry["cars"]!.AsArray().All(c => c!["position"] is not null));
    }

    [Fact]
    public async Task Send_F1Game_SendsPacketsOfTheFormatAndSaysHowMany()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using var folder = new WorkFolder();
        using var receiver = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)receiver.Client.LocalEndPoint!).Port;
        await using var game = DualTwinProcess.Start(
            folder.Path, "send", "simulator", "--f1game", "2026", "--udp", $"127.0.0.1:{port}", "--rate", "20", "--laps", "5", "--speed", "10",
            "--flashback", "2:10");
        var kinds = new HashSet<byte>();
        while (kinds.Count < 13)
        {
            var datagram = (await receiver.ReceiveAsync(TestContext.Current.CancellationToken)).Buffer;
            Assert.Equal(2026, BitConverter.ToUInt16(datagram));
            kinds.Add(datagram[6]);
        }

        // Motion, session, laps, events, participants, set-ups, telemetry, status, damage, history, tyre sets, positions and more.
        Assert.Subset(new HashSet<byte> { 0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 15, 16 }, kinds);
        await game.SignalAsync("INT");

        var result = await game.EndAsync();
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("as the F1 game's format 2026", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"\d+ packets sent, 0 lost on purpose", result.Output);
    }

    [Fact]
    public async Task Send_F1GameAndNothingElse_SendsTheSimulatorsRaceToTheGamesPort()
    {
        using var folder = new WorkFolder();
        await using var game = DualTwinProcess.Start(folder.Path, "send", "--f1game", "2025", "--laps", "1", "--speed", "1000", "--rate", "1");

        var result = await game.EndAsync();
        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"as the F1 game's format 2025 to udp://\S+:20777", result.Output);
    }

    [Theory]
    [InlineData("--f1game 2019", "--f1game: \"2019\" is wrong; expected a whole number from 2020 to 2026")]
    [InlineData("--f1game 2025 --flashback 1:5", "--flashback is \"1:5\"; expected LAP:SECONDS")]
    [InlineData("--player 44", "--player has no meaning without --f1game")]
    public async Task Send_F1GameThatCannotBe_SaysWhy(string arguments, string error)
    {
        using var folder = new WorkFolder();

        var result = await DualTwinProcess.RunAsync(folder.Path, ["send", "simulator", "--udp", "localhost:9", .. arguments.Split(' ')]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(error, result.Errors, StringComparison.Ordinal);
    }
}
