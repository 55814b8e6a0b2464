using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using DualTwin.Server.Configuration;
using DualTwin.Server.Hosting;
using DualTwin.Server.Sourcing.Kinds;
using DualTwin.Server.Tests.Support;
using DualTwin.Sources.Emulator;
using DualTwin.Sources.Simulator;
using DualTwin.Telemetry.Merge;
using DualTwin.Telemetry.State;

namespace DualTwin.Server.Tests;

/// <summary>A whole server that hears the F1 game, and what it serves of it.</summary>
public sealed class GameSourceTests : IAsyncLifetime
{
    // What a socket's buffer holds on any machine.
    private const int FramesOnTheWay = 60;

    private static readonly byte[] Sign = [9];

    private readonly string _folder = TestServer.NewFolder();
    private readonly UdpClient _sender = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly UdpClient _other = new(new IPEndPoint(IPAddress.Loopback, 0));
    private DualTwinHost _host = null!;
    private HttpClient _client = null!;

    private int Port { get; set; }

    private long Heard => _host.Session.Feed.Current.View.State.Tick ?? 0;

    public async ValueTask InitializeAsync()
    {
        using (var probe = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0)))
        {
            Port = ((IPEndPoint)probe.Client.LocalEndPoint!).Port;
        }

        var forward = $"127.0.0.1:{((IPEndPoint)_other.Client.LocalEndPoint!).Port}";
        var config = TestServer.Config(_folder) with
        {
            Telemetry = new TelemetryConfig
            {
                UseSimulator = false,
                LiveSourceType = SourceKinds.Udp,
                LiveSource = new LiveSourceConfig { Host = "127.0.0.1", Port = Port, AllowedSenders = ["127.0.0.0/8"], ForwardTo = [forward] },
                StallSeconds = 3600,
            },
        };
        _host = DualTwinServer.Build(config, TimeProvider.System);
        await _host.StartAsync(TestServer.Token);
        _client = new HttpClient { BaseAddress = _host.Address };

        // The source listens once what is sent to it is sent on; in a rush the signs would fill the other program's buffer for good.
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        while (_other.Available == 0)
        {
            await _sender.SendAsync(Sign, new IPEndPoint(IPAddress.Loopback, Port), TestServer.Token);
            await pace.WaitForNextTickAsync(TestServer.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
        _sender.Dispose();
        _other.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(2020)]
    [InlineData(2023)]
    [InlineData(2026)]
    public async Task Get_WhileAGameSends_ServesWhatItMeasuresByTheSchema(int format)
    {
        var player = await PlayAsync((ushort)format);

        var telemetry = await GetAsync("/api/v1/telemetry?schema_version=1.1.0", "telemetry");
        await Schemas.AssertValidAsync("telemetry-1.1.0", telemetry.GetRawText());
        Assert.Equal(("live", false), (telemetry.GetProperty("data_source").GetProperty("mode").GetString(), telemetry.GetProperty("simulated").GetBoolean()));
        Assert.Equal(format, telemetry.GetProperty("session").GetProperty("game").GetProperty("format").GetInt32());
        Assert.Equal(player, telemetry.GetProperty("session").GetProperty("game").GetProperty("player_car_id").GetString());
        var car = telemetry.GetProperty("cars").EnumerateArray().Single(c => c.GetProperty("car_id").GetString() == player);
        Assert.InRange(car.GetProperty("systems").GetProperty("energy").GetProperty("store").GetDouble(), 1, 4e6);
        Assert.Equal(4, car.GetProperty("systems").GetProperty("tyres").GetProperty("pressure").GetArrayLength());

        var twin = await GetAsync("/api/v1/car-twin?schema_version=1.1.0", "car_twin");
        await Schemas.AssertValidAsync("car_twin-1.1.0", twin.GetRawText());
        Assert.Equal(player, twin.GetProperty("car_id").GetString());
        Assert.True(twin.GetProperty("measured").GetProperty("fuel_level").GetBoolean());
        Assert.NotEqual(JsonValueKind.Null, twin.GetProperty("setup").ValueKind);
    }

    [Fact]
    public async Task Get_RivalsKeepTheirTelemetryPrivate_EstimatesAndSaysSo()
    {
        var player = await PlayAsync(2025, restricted: true);

        var telemetry = await GetAsync("/api/v1/telemetry?schema_version=1.1.0", "telemetry");
        var rivals = telemetry.GetProperty("cars").EnumerateArray().Where(c => c.GetProperty("car_id").GetString() != player).ToList();
        Assert.All(rivals, rival =>
        {
            Assert.True(rival.GetProperty("systems").GetProperty("restricted").GetBoolean());
            Assert.Equal(JsonValueKind.Null, rival.GetProperty("fuel_mass").ValueKind);
            Assert.Contains("fuel_level", rival.GetProperty("estimated").EnumerateArray().Select(e => e.GetString()));
            Assert.InRange(rival.GetProperty("fuel_level").GetDouble(), 0, 1);
        });
    }

    [Fact]
    public async Task Forward_EveryDatagram_ReachesTheOtherProgramUnchanged()
    {
        await _sender.SendAsync(new byte[] { 1, 2, 3 }, new IPEndPoint(IPAddress.Loopback, Port), TestServer.Token);
        byte[] copy;
        do
        {
            copy = (await _other.ReceiveAsync(TestServer.Token)).Buffer;
        }
        while (copy.SequenceEqual(Sign));

        Assert.Equal([1, 2, 3], copy);
    }

    // The first lap and a half of a small race, as fast as it is heard; returns the player's car.
    private async Task<string> PlayAsync(ushort format, bool restricted = false)
    {
        var state = SessionState.Empty;
        GameEmulator? emulator = null;
        var race = new SimulatorOptions { Circuit = "Spielberg", Cars = 6, Laps = 5, SpeedFactor = null, UpdateHz = 10, Races = 1 };
        await foreach (var frame in new SimulatorSource(race, TimeProvider.System).ReadAsync(TestServer.Token))
        {
            state = SessionMerger.Apply(state, frame).State;
            emulator ??= new GameEmulator(
                new GameEmulatorOptions { Format = format, RateHz = 10, PlayerCarId = state.Cars[2].CarId, Restricted = restricted },
                datagram => _sender.Send(datagram.Span, new IPEndPoint(IPAddress.Loopback, Port)));
            emulator.Tell(state);
            while (emulator.Frame > Heard + FramesOnTheWay)
            {
                await Task.Yield();
            }

            if (state.Session.LeaderLap == 2 && state.Cars.All(c => c.Timing.LapsCompleted >= 1))
            {
                break;
            }
        }

        while (_host.Session.Feed.Current.View.State.Cars.Length < 6
            || _host.Session.Feed.Current.View.State.Cars.Any(c => c.Timing.LapsCompleted is not >= 1))
        {
            await Task.Yield();
        }

        return state.Cars[2].CarId;
    }

    private async Task<JsonElement> GetAsync(string path, string payload)
    {
        using var document = JsonDocument.Parse(await _client.GetStringAsync(path, TestServer.Token));
        return document.RootElement.GetProperty(payload).Clone();
    }
}
