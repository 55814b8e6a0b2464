using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using DualTwin.Server.Configuration;
using DualTwin.Server.Hosting;
using DualTwin.Server.Sourcing.Kinds;
using DualTwin.Server.Tests.Support;

namespace DualTwin.Server.Tests;

/// <summary>A whole server that is fed by datagrams.</summary>
public sealed class UdpSourceTests : IAsyncLifetime
{
    private readonly string _folder = TestServer.NewFolder();
    private readonly UdpClient _sender = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly int _port = FreePort();
    private DualTwinHost _host = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        var config = TestServer.Config(_folder) with
        {
            Telemetry = new TelemetryConfig
            {
                UseSimulator = false,
                LiveSourceType = SourceKinds.Udp,
                LiveSource = new LiveSourceConfig { Host = "127.0.0.1", Port = _port },
                // However slow the machine is, silence is no matter here.
                StallSeconds = 3600,
            },
        };
        _host = DualTwinServer.Build(config, TimeProvider.System);
        await _host.StartAsync(TestServer.Token);
        _client = new HttpClient { BaseAddress = _host.Address };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
        _sender.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task PostLive_AnotherHostOnTheSamePort_IsTurnedTo()
    {
        await SayUntilAsync(Delivering);
        var switching = PostAsync($$"""{"source":"udp","host":"0.0.0.0","port":{{_port}},"timeout":60}""");

        await SayUntilAsync(() => switching.IsCompleted);

        using var response = await switching;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var source = await SourceAsync();
        Assert.Equal($"udp 0.0.0.0:{_port}", source.GetProperty("name").GetString());
        Assert.DoesNotContain(source.GetProperty("changes").EnumerateArray(), c => c.GetProperty("kind").GetString() == "failover");
    }

    [Fact]
    public async Task PostLive_PortHeldByAnotherProgramToo_Is409AndTheOldSourceDeliversOn()
    {
        using var another = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        Assert.SkipUnless(CanBind(another, new IPEndPoint(IPAddress.Parse("127.0.0.2"), _port)), "this machine has no 127.0.0.2");
        await SayUntilAsync(Delivering);
        var switching = PostAsync($$"""{"source":"udp","host":"0.0.0.0","port":{{_port}},"timeout":1}""");

        await SayUntilAsync(() => switching.IsCompleted);

        using var response = await switching;
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains($"another program uses port {_port}", await response.Content.ReadAsStringAsync(TestServer.Token), StringComparison.Ordinal);
        var updates = _host.Session.Statistics.Count;
        await SayUntilAsync(() => _host.Session.Statistics.Count > updates + 3);
        Assert.Equal($"udp 127.0.0.1:{_port}", (await SourceAsync()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Datagrams_WithCarsMissingTwiceOrWrong_ChangeNothingElseAndAreCounted()
    {
        await SayUntilAsync(Delivering);
        Say("""{"timestamp":"TIME","lap":13,"cars":[{"car_id":"44","speed":251},{"car_id":"44","speed":13},{"car_id":"16","speed":"NaN","tire":{"compound":"hyper"}}]}""");
        await TestUntilAsync(() => _host.Session.Feed.Current.View.State.FindCar("44")?.Motion.SpeedKph == 251);
        Say("""{"timestamp":"TIME","lap":14,"cars":[]}""");
        await TestUntilAsync(() => _host.Session.Feed.Current.View.State.Session.LeaderLap == 14);

        var state = _host.Session.Feed.Current.View.State;
        Assert.Equal(["44", "16", "44-1"], state.Cars.Select(c => c.CarId));
        Assert.Equal((251, 200), (state.FindCar("44")!.Motion.SpeedKph, state.FindCar("16")!.Motion.SpeedKph));
        // The status is looked at anew ten times a second.
        await TestUntilAsync(() => _host.Session.Supervisor.Status.Slots[0].Refused.Count == 3);
        var refused = (await SourceAsync()).GetProperty("refused");
        Assert.Equal((1, 1, 1), (Count("duplicate_car_id"), Count("wrong_type"), Count("unknown_value")));

        long Count(string reason) => refused.GetProperty(reason).GetInt64();
    }

    [Fact]
    public async Task Datagrams_ThatMakeUpCarsWithoutEnd_AreBoundedAndCounted()
    {
        await SayUntilAsync(Delivering);
        for (var datagram = 0; datagram < 5; datagram++)
        {
            var cars = string.Join(',', Enumerable.Range(0, 100).Select(i => $$"""{"car_id":"x{{datagram}}-{{i}}"}"""));
            Say($$"""{"timestamp":"TIME","lap":{{20 + datagram}},"cars":[{{cars}}]}""");
            var lap = 20 + datagram;
            await TestUntilAsync(() => _host.Session.Feed.Current.View.State.Session.LeaderLap == lap);
        }

        Assert.Equal(200, _host.Session.Feed.Current.View.State.Cars.Length);
        Assert.Equal(302, (await SourceAsync()).GetProperty("refused").GetProperty("too_many_cars").GetInt64());
    }

    [Fact]
    public async Task Datagrams_OfAClockThatWasADayAheadAndSetRight_AreFollowedBack()
    {
        await SayUntilAsync(Delivering);
        var now = TimeProvider.System.GetUtcNow();
        SayAt(now.AddDays(1), lap: 13);
        await TestUntilAsync(() => _host.Session.Feed.Current.View.State.MeasuredAt == now.AddDays(1));

        // Late ones in a row are a clock that was set; one alone is a datagram that was overtaken.
        for (var i = 0; i < 4; i++)
        {
            SayAt(now.AddMilliseconds(i), lap: 14);
        }

        await TestUntilAsync(() => _host.Session.Feed.Current.View.State.MeasuredAt == now.AddMilliseconds(3));
    }

    private void SayAt(DateTimeOffset at, int lap) =>
        Say($$"""{"timestamp":"{{at:O}}","lap":{{lap}},"cars":[{"car_id":"44","position":1,"speed":250}]}""");

    private static int FreePort()
    {
        using var probe = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.Client.LocalEndPoint!).Port;
    }

    private static bool CanBind(Socket socket, IPEndPoint to)
    {
        try
        {
            socket.Bind(to);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private bool Delivering() => _host.Session.Feed.Current.View.State.FindCar("16") is not null;

    private async Task SayUntilAsync(Func<bool> condition)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        while (!condition())
        {
            Say("""{"timestamp":"TIME","lap":12,"cars":[{"car_id":"44","position":1,"speed":250},{"car_id":"16","position":2,"speed":200}]}""");
            await pace.WaitForNextTickAsync(TestServer.Token);
        }
    }

    private static async Task TestUntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            TestServer.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private void Say(string text) => _sender.Send(
        Encoding.UTF8.GetBytes(text.Replace("TIME", TimeProvider.System.GetUtcNow().ToString("O"), StringComparison.Ordinal)),
        new IPEndPoint(IPAddress.Loopback, _port));

    private async Task<HttpResponseMessage> PostAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await _client.PostAsync("/api/v1/source/live", content, TestServer.Token);
    }

    private async Task<JsonElement> SourceAsync()
    {
        using var response = await _client.GetAsync("/api/v1/source", TestServer.Token);
        return (await TestServer.ReadAsync(response)).GetProperty("source");
    }
}
