using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace DualTwin.EndToEnd.Tests.Live;

public sealed class SendVerbTests
{
    private const string Token = "a-token-that-nobody-guesses";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_OverWebSocket_TellsAllReceiversTheSameSession()
    {
        using var folder = new WorkFolder();
        await using var sender = DualTwinProcess.Start(folder.Path, "send", "simulator", "--websocket", "0", "--start", "3");
        var address = await AddressAsync(sender);

        using var first = await ConnectAsync(address);
        using var second = await ConnectAsync(address);
        var (one, other) = (await ReceiveAsync(first), await ReceiveAsync(second));

        Assert.Equal(3, (int?)one["lap"]);
        Assert.Equal(20, one["cars"]!.AsArray().Count);
        Assert.Equal("1.1.0", (string?)one["schema_version"]);
        Assert.True((bool?)one["simulated"]);
        Assert.Empty(one["cars"]!.AsArray().SelectMany(c => c!["estimated"]!.AsArray()));
        Assert.Equal((string?)one["session"]!["id"], (string?)other["session"]!["id"]);
    }

    [Fact]
    public async Task Send_StartedAgain_GoesOnWithTheSameSession()
    {
        using var folder = new WorkFolder();
        var race = TinyRecording.Write(folder["race"]);

        var before = await FirstMessageAsync(folder, race, "1");
        var after = await FirstMessageAsync(folder, race, "2");

        Assert.Equal((1, 2), ((int?)before["lap"], (int?)after["lap"]));
        Assert.Equal("2024/testing/race", (string?)before["session"]!["id"]);
        Assert.Equal("2024/testing/race", (string?)after["session"]!["id"]);
        Assert.False((bool?)before["simulated"]);
        Assert.True((DateTimeOffset?)after["timestamp"] > (DateTimeOffset?)before["timestamp"]);
    }

    [Fact]
    public async Task Send_OfARecordingThatEnds_SaysGoodbyeAndEndsWithZero()
    {
        using var folder = new WorkFolder();
        await using var sender = DualTwinProcess.Start(
            folder.Path, "send", TinyRecording.Write(folder["race"]), "--websocket", "0", "--speed", "100");
        using var receiver = await ConnectAsync(await AddressAsync(sender));

        JsonNode? last = null;
        while (await TryReceiveAsync(receiver) is { } message)
        {
            last = message;
        }

        Assert.Equal(3, (int?)last?["lap"]);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, receiver.CloseStatus);
        await receiver.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Cancelled);
        var result = await sender.EndAsync();
        Assert.Equal(0, result.ExitCode);
        Assert.Contains(" messages sent, 0 lost on purpose", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_WithAToken_LetsOnlyItsHoldersIn()
    {
        using var folder = new WorkFolder();
        folder.Write("token", Token);
        await using var sender = DualTwinProcess.Start(folder.Path, "send", "simulator", "--websocket", "0", "--token-file", "token");
        var address = await AddressAsync(sender);

        using var none = new ClientWebSocket();
        none.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => none.ConnectAsync(address, Cancelled));
        using var byHeader = await ConnectAsync(address, new AuthenticationHeaderValue("Bearer", Token));
        using var byQuery = await ConnectAsync(new Uri($"{address}?token={Token}"));

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, none.HttpStatusCode);
        Assert.NotNull(await TryReceiveAsync(byHeader));
        Assert.NotNull(await TryReceiveAsync(byQuery));
    }

    [Fact]
    public async Task Send_OverUdpWithAShortDatagram_SplitsTheSnapshotByCars()
    {
        using var folder = new WorkFolder();
        using var receiver = new UdpClient(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        var port = ((System.Net.IPEndPoint)receiver.Client.LocalEndPoint!).Port;
        await using var sender = DualTwinProcess.Start(
            folder.Path, "send", "simulator", "--udp", $"127.0.0.1:{port}", "--start", "1", "--datagram", "6000");

        var cars = new HashSet<string?>();
        while (cars.Count < 20)
        {
            var datagram = await receiver.ReceiveAsync(Cancelled);
            Assert.InRange(datagram.Buffer.Length, 1, 6000);
            var message = JsonNode.Parse(datagram.Buffer)!;
            Assert.NotNull(message["track_conditions"]);
            cars.UnionWith(message["cars"]!.AsArray().Select(c => (string?)c!["car_id"]));
        }
    }

    [Fact]
    public async Task Send_WithALossOfHalf_SaysHowManyItLost()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using var folder = new WorkFolder();
        using var receiver = new UdpClient(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        var port = ((System.Net.IPEndPoint)receiver.Client.LocalEndPoint!).Port;
        await using var sender = DualTwinProcess.Start(
            folder.Path, "send", "simulator", "--udp", $"127.0.0.1:{port}", "--rate", "50", "--speed", "10", "--loss", "50", "--delay", "20");
        for (var i = 0; i < 20; i++)
        {
            await receiver.ReceiveAsync(Cancelled);
        }

        await sender.SignalAsync("INT");

        var result = await sender.EndAsync();
        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"\d+ messages sent, [1-9]\d* lost on purpose", result.Output);
    }

    // A message tells when it was measured, and nothing makes it arrive earlier than a timer's grain: however slow the machine is.
    [Fact]
    public async Task Send_WithADelay_HoldsEachMessageBackSoLong()
    {
        using var folder = new WorkFolder();
        await using var sender = DualTwinProcess.Start(folder.Path, "send", "simulator", "--websocket", "0", "--start", "3", "--delay", "2500");
        using var receiver = await ConnectAsync(await AddressAsync(sender));

        for (var i = 0; i < 5; i++)
        {
            var message = await ReceiveAsync(receiver);
            Assert.InRange((TimeProvider.System.GetUtcNow() - (DateTimeOffset)message["timestamp"]!).TotalSeconds, 2.4, double.MaxValue);
        }
    }

    [Fact]
    public async Task Send_OnAPortInUse_SaysSoAndFails()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        using var folder = new WorkFolder();

        var result = await DualTwinProcess.RunAsync(
            folder.Path, "send", "simulator", "--host", "127.0.0.1", "--websocket", $"{((System.Net.IPEndPoint)taken.LocalEndpoint).Port}");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("the port is in use by another program", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere --udp localhost:9", 1, "dualtwin: The recording 'nowhere' does not exist; expected ")]
    [InlineData("simulator --udp localhost:9 --start 99", 1, "dualtwin: The session of Baku has 51 laps; lap 99 never comes.")]
    [InlineData("simulator --udp localhost", 2, "error: --udp: \"localhost\" is wrong; expected HOST:PORT ")]
    [InlineData("simulator --udp ::1:9", 2, "error: --udp: \"::1:9\" is wrong; expected HOST:PORT ")]
    [InlineData("simulator --udp localhost:9 --loss 101", 2, "error: --loss: \"101\" is wrong; expected a number from 0 to 100")]
    [InlineData("simulator --websocket 65536", 2, "error: --websocket: \"65536\" is wrong; expected a whole number from 0 to 65535")]
    [InlineData("simulator --websocket 0 --host 0.0.0.0", 2, "error: --host 0.0.0.0 can be reached from other machines; that needs a token")]
    [InlineData("simulator --websocket 0 --udp localhost:9", 2, "error: give either --websocket PORT or --udp HOST:PORT")]
    [InlineData("simulator", 2, "error: give either --websocket PORT or --udp HOST:PORT")]
    public async Task Send_ThatCannotBe_SaysWhy(string arguments, int exitCode, string error)
    {
        using var folder = new WorkFolder();

        var result = await DualTwinProcess.RunAsync(folder.Path, ["send", .. arguments.Split(' ')]);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(error, result.Errors, StringComparison.Ordinal);
    }

    private static async Task<JsonNode> FirstMessageAsync(WorkFolder folder, string race, string lap)
    {
        await using var sender = DualTwinProcess.Start(folder.Path, "send", race, "--websocket", "0", "--start", lap);
        using var receiver = await ConnectAsync(await AddressAsync(sender));
        return await ReceiveAsync(receiver);
    }

    private static async Task<Uri> AddressAsync(DualTwinProcess sender) =>
        new((await sender.OutputLineAsync("Sending ")).Split(" to ")[1].Split(',')[0]);

    private static async Task<ClientWebSocket> ConnectAsync(Uri address, AuthenticationHeaderValue? authorization = null)
    {
        var socket = new ClientWebSocket();
        if (authorization is not null)
        {
            socket.Options.SetRequestHeader("Authorization", $"{authorization}");
        }

        await socket.ConnectAsync(address, Cancelled);
        return socket;
    }

    private static async Task<JsonNode> ReceiveAsync(ClientWebSocket socket) =>
        await TryReceiveAsync(socket) ?? throw new InvalidOperationException("the sender has ended");

    private static async Task<JsonNode?> TryReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[1 << 20];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), Cancelled);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            if (part.EndOfMessage)
            {
                return JsonNode.Parse(buffer.AsSpan(0, length));
            }
        }
    }
}
