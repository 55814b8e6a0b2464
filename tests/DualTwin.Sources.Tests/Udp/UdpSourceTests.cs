using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using CsCheck;
using DualTwin.Sources.Tests.Json;
using DualTwin.Sources.Udp;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Sources.Tests.Udp;

public sealed class UdpSourceTests : IDisposable
{
    private readonly LogLines<UdpSource> _log = new();
    private readonly FakeTimeProvider _time = new(Snapshot.Start);
    private readonly UdpClient _sender = new(new IPEndPoint(IPAddress.Loopback, 0));

    private static byte[] Binary => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A];

    [Fact]
    public async Task Read_Snapshots_GivesFramesInOrder()
    {
        await using var reading = Listen();
        reading.Send(_sender, Snapshot.Bytes(0, 100));
        reading.Send(_sender, Snapshot.Bytes(1, 200));

        Assert.Equal(100, (await reading.NextAsync()).SpeedKph());
        var frame = await reading.NextAsync();

        Assert.Equal((200, "udp", SourceMode.Live), (frame.SpeedKph(), frame.Source.Type, frame.Source.Mode));
        Assert.Equal(Snapshot.Start.AddSeconds(1), frame.MeasuredAt);
        Assert.Equal((2, 2), (reading.Source.Counters.Messages, reading.Source.Counters.Frames));
    }

    [Fact]
    public async Task Read_FlatForm_IsUnderstood()
    {
        await using var reading = Listen();
        reading.Send(_sender, Encoding.UTF8.GetBytes(
            """{"track_temperature":41.5,"weather":"rain","track_status":"red","cars":[{"car_id":"44","tire_compound":"soft","tire_age":7,"tire_wear":0.3}]}"""));

        var frame = await reading.NextAsync();

        Assert.Equal((41.5, TrackStatus.Red), (frame.Track!.TrackTemperatureCelsius, frame.Track.Status));
        Assert.Equal(_time.GetUtcNow(), frame.MeasuredAt);
        Assert.Equal("44", frame.Cars[0].CarId);
    }

    [Fact]
    public async Task Read_LargestDatagram_IsReadWhole()
    {
        await using var reading = Listen();
        var text = Snapshot.Text(0, cars: 200);
        reading.Send(_sender, Encoding.UTF8.GetBytes(text.PadRight(65_507)));

        Assert.Equal(200, (await reading.NextAsync()).Cars.Length);
    }

    [Theory]
    [InlineData("localhost", "127.0.0.1")]
    [InlineData("localhost", "::1")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("0.0.0.0", "127.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("any", "127.0.0.1")]
    [InlineData("any", "::1")]
    [InlineData("*", "127.0.0.1")]
    public async Task Read_Host_ListensWhereItSays(string host, string to)
    {
        var address = IPAddress.Parse(to);
        Assert.SkipUnless(address.AddressFamily == AddressFamily.InterNetwork || HasIPv6Loopback(), "this machine has no IPv6 loopback");
        await using var reading = Listen(host);
        using var sender = new UdpClient(address.AddressFamily);
        await sender.SendAsync(Snapshot.Bytes(0, 77), new IPEndPoint(address, reading.Port), TestContext.Current.CancellationToken);

        Assert.Equal(77, (await reading.NextAsync()).SpeedKph());
    }

    [Fact]
    public async Task Read_BadDatagrams_AreCountedAndTheNextGoodOneCounts()
    {
        await using var reading = Listen();
        reading.Send(_sender, Binary);
        reading.Send(_sender, []);
        reading.Send(_sender, Snapshot.Bytes(0)[..40]);
        reading.Send(_sender, Encoding.UTF8.GetBytes("""{"cars":[{"car_id":"1","speed":oops}]}"""));
        reading.Send(_sender, [(byte)'{', 0xFF, 0xFE]);
        reading.Send(_sender, Snapshot.Bytes(1, 55));

        Assert.Equal(55, (await reading.NextAsync()).SpeedKph());

        var refused = reading.Source.Counters.Refused;
        Assert.Equal((1, 1, 2, 1), (refused["binary_datagram"], refused["empty_datagram"], refused["not_json"], refused["not_utf8"]));
        Assert.Equal((6, 1), (reading.Source.Counters.Messages, reading.Source.Counters.Frames));
    }

    [Fact]
    public async Task Read_BinaryDatagramsBetween_AreNoFailure()
    {
        await using var reading = Listen();
        for (var i = 0; i < 20; i++)
        {
            reading.Send(_sender, Binary);
        }

        await reading.HasReadAsync(20);

        Assert.Equal(20, reading.Source.Counters.Refused["binary_datagram"]);
        Assert.Equal(0, reading.Source.Counters.RefusedInRow);
    }

    [Fact]
    public async Task Read_Burst_LosesNothing()
    {
        await using var reading = Listen();
        for (var i = 0; i < 100; i++)
        {
            reading.Send(_sender, Snapshot.Bytes(i, i, cars: 20));
        }

        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(i, (await reading.NextAsync()).SpeedKph());
        }
    }

    [Fact]
    public async Task Read_FloodOfJunk_CountsAllAndLogsFew()
    {
        await using var reading = Listen();
        for (var i = 1; i <= 1000; i++)
        {
            reading.Send(_sender, "{junk"u8.ToArray());
            // No more at once than the smallest buffer of a system holds.
            await reading.HasReadAsync(i - 100);
        }

        reading.Send(_sender, Snapshot.Bytes(0));
        await reading.NextAsync();

        Assert.Equal(1000, reading.Source.Counters.Refused["not_json"]);
        Assert.InRange(_log.All.Count, 1, 30);
    }

    [Fact]
    public async Task Read_PortInUse_SaysWhichAndWhatToDo()
    {
        var port = ((IPEndPoint)_sender.Client.LocalEndPoint!).Port;

        var cause = await Source("127.0.0.1", port).CauseAsync();

        Assert.Equal(
            $"UDP cannot listen on 127.0.0.1:{port}: another program uses port {port} there; "
            + "end it, or choose another port here and in the sender.",
            cause);
    }

    [Theory]
    [InlineData("no-such-host.invalid", "the name is unknown")]
    [InlineData("192.0.2.1", "this machine has no such address")]
    public async Task Read_WrongHost_SaysWhy(string host, string expected) =>
        Assert.Contains(expected, await Source(host, 0).CauseAsync(), StringComparison.Ordinal);

    [Theory]
    [InlineData("any")]
    [InlineData("0.0.0.0")]
    public async Task Read_ForwardedToItsOwnAddressOnTheNetwork_SaysThatItWouldComeRound(string host)
    {
        var own = NetworkInterface.GetAllNetworkInterfaces().SelectMany(i => i.GetIPProperties().UnicastAddresses)
            .Select(a => a.Address).FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a));
        Assert.SkipWhen(own is null, "this machine has no address but loopback");
        var options = new UdpSourceOptions { Host = host, Port = 20777, ForwardTo = [$"{own}:20777"] };

        Assert.Contains("that is where it listens itself", await new UdpSource(options, _time, _log).CauseAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.0.0:20778")]
    [InlineData("[::]:20778")]
    [InlineData("127.0.0.1:20777")]
    public void Options_ForwardedToNobodyOrToItself_NamesTheTarget(string target) =>
        Assert.Contains($"ForwardTo is '{target}'", Assert.Single(new UdpSourceOptions { Port = 20777, ForwardTo = [target] }.Problems()), StringComparison.Ordinal);

    [Fact]
    public async Task Read_ForwardedToAnAddressThatItDoesNotListenOn_IsRead()
    {
        using var other = new UdpClient(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
        var port = ((IPEndPoint)other.Client.LocalEndPoint!).Port;
        var options = new UdpSourceOptions { Host = "127.0.0.1", Port = 0, ForwardTo = [$"127.0.0.2:{port}"] };
        await using var reading = new Listening(new UdpSource(options, _time, _log));

        reading.Send(_sender, Snapshot.Bytes(0, 77));

        Assert.Equal(77, (await reading.NextAsync()).SpeedKph());
        Assert.Equal(Snapshot.Bytes(0, 77), (await other.ReceiveAsync(TestContext.Current.CancellationToken)).Buffer);
    }

    [Fact]
    public async Task Read_Cancelled_FreesThePortAtOnce()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var source = Source("127.0.0.1", 0);
        var frames = source.ReadAsync(stop.Token).GetAsyncEnumerator(CancellationToken.None);
        var next = frames.MoveNextAsync().AsTask();
        var port = source.EndPoints[0].Port;

        await stop.CancelAsync();
        await using var reading = new Listening(Source("127.0.0.1", port));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        await frames.DisposeAsync();

        reading.Send(_sender, Snapshot.Bytes(0, 8));
        Assert.Equal(8, (await reading.NextAsync()).SpeedKph());
    }

    [Fact]
    public async Task Read_Begun_TellsAddressAndBuffer()
    {
        await using var reading = Listen();

        Assert.Contains(_log.All, line => line.StartsWith($"3221 UDP listens on 127.0.0.1:{reading.Port}", StringComparison.Ordinal)
            && line.Contains("4194304 were asked for", StringComparison.Ordinal));
    }

    [Fact]
    public void Make_WrongOptions_NamesAllProblems()
    {
        var options = new UdpSourceOptions { Host = " ", Port = 70_000, ReceiveBufferBytes = 1, SenderTimeout = TimeSpan.Zero };

        var problem = Assert.Throws<SourceException>(() => new UdpSource(options, _time, _log));

        Assert.Equal(
            "The UDP source cannot run: Host is ' '; expected an address or name of this machine, such as localhost or 0.0.0.0. "
            + "Port is 70000; expected 0 to 65535. ReceiveBufferBytes is 1; expected 65536 to 268435456. "
            + "SenderTimeout is 00:00:00; expected 10 ms to 10 min.",
            problem.Message);
    }

    [Fact]
    public void Options_Defaults_AreValid() => Assert.Empty(new UdpSourceOptions().Problems());

    [Fact]
    public async Task Read_AnyDatagrams_NeverEndIt()
    {
        await using var reading = Listen();
        var second = 0;
        var json = Gen.Byte.Array[0, 60].Select(junk => Snapshot.Bytes(0)[..^(junk.Length / 2)].Concat(junk).ToArray());
        await Gen.OneOf(Gen.Byte.Array[0, 100], json).Array[0, 8].SampleAsync(
            async datagrams =>
            {
                foreach (var datagram in datagrams)
                {
                    reading.Send(_sender, datagram);
                }

                var good = Snapshot.Bytes(++second, cars: 3);
                reading.Send(_sender, good);
                while ((await reading.NextAsync()).MeasuredAt != Snapshot.Start.AddSeconds(second))
                {
                    // What the junk may have said by chance.
                    Assert.True(reading.Source.Counters.Frames > 0);
                }
            },
            iter: 100,
            threads: 1);
    }

    public void Dispose() => _sender.Dispose();

    private static bool HasIPv6Loopback()
    {
        try
        {
            using var socket = new UdpClient(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private UdpSource Source(string host, int port) => new(new UdpSourceOptions { Host = host, Port = port }, _time, _log);

    private Listening Listen(string host = "127.0.0.1") => new(Source(host, 0));
}
