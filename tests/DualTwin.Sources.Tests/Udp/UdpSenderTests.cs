using System.Net;
using System.Net.Sockets;
using System.Text;
using DualTwin.Sources.Tests.Json;
using DualTwin.Sources.Udp;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Sources.Tests.Udp;

/// <summary>Who is listened to, and in which order.</summary>
public sealed class UdpSenderTests : IDisposable
{
    private readonly LogLines<UdpSource> _log = new();
    private readonly FakeTimeProvider _time = new(Snapshot.Start);
    private readonly UdpClient _sender = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly UdpClient _other = new(new IPEndPoint(IPAddress.Loopback, 0));

    [Fact]
    public async Task Read_SeveralSenders_FollowsTheFirstUntilItIsSilent()
    {
        await using var reading = Listen();
        reading.Send(_other, Encoding.UTF8.GetBytes("{junk"));
        reading.Send(_sender, Snapshot.Bytes(99, 0));
        reading.Send(_sender, Snapshot.Bytes(100, 1));
        Assert.Equal(0, (await reading.NextAsync()).SpeedKph());
        Assert.Equal(1, (await reading.NextAsync()).SpeedKph());

        _time.Advance(TimeSpan.FromSeconds(1.9));
        reading.Send(_other, Snapshot.Bytes(50, 2));
        reading.Send(_sender, Snapshot.Bytes(101, 3));
        Assert.Equal(3, (await reading.NextAsync()).SpeedKph());
        Assert.Equal(1, reading.Source.Counters.Refused["other_sender"]);

        // The other sender's clock is its own: that it is behind the first one's says nothing.
        _time.Advance(TimeSpan.FromSeconds(2));
        reading.Send(_other, Snapshot.Bytes(51, 4));
        reading.Send(_sender, Snapshot.Bytes(102, 5));
        reading.Send(_other, Snapshot.Bytes(52, 6));
        reading.Send(_sender, Snapshot.Bytes(103, 7));
        reading.Send(_other, Snapshot.Bytes(53, 8));
        Assert.Equal(4, (await reading.NextAsync()).SpeedKph());
        Assert.Equal(6, (await reading.NextAsync()).SpeedKph());
        Assert.Equal(8, (await reading.NextAsync()).SpeedKph());
        Assert.Equal(3, reading.Source.Counters.Refused["other_sender"]);
        Assert.False(reading.Source.Counters.Refused.ContainsKey("out_of_order"));
    }

    [Fact]
    public async Task Read_NewSocketForEachMessage_IsOneSender()
    {
        await using var reading = Listen();

        // All stay open, or the system could give one's port to a later one.
        var sockets = Enumerable.Range(0, 5).Select(_ => new UdpClient(new IPEndPoint(IPAddress.Loopback, 0))).ToList();
        foreach (var (i, once) in sockets.Index())
        {
            reading.Send(once, Snapshot.Bytes(i, i));
            reading.Send(once, Snapshot.Bytes(i, i)[..20]);
            Assert.Equal(i, (await reading.NextAsync()).SpeedKph());
        }

        sockets.ForEach(socket => socket.Dispose());
        Assert.False(reading.Source.Counters.Refused.ContainsKey("other_sender"));
    }

    [Fact]
    public async Task Read_TwoSendersTurnByTurn_FollowsOne()
    {
        await using var reading = Listen();
        for (var i = 0; i < 10; i++)
        {
            reading.Send(_sender, Snapshot.Bytes(i, 100));
            reading.Send(_other, Snapshot.Bytes(i, 200));
        }

        var speeds = new List<double?>();
        while (speeds.Count < 11)
        {
            speeds.Add((await reading.NextAsync()).SpeedKph());
        }

        Assert.Equal([100, .. Enumerable.Repeat(200d, 10)], speeds);
        Assert.Equal(9, reading.Source.Counters.Refused["other_sender"]);
    }

    [Fact]
    public async Task Read_FollowedSenderRepeats_IsSilence()
    {
        await using var reading = Listen();
        reading.Send(_sender, Snapshot.Bytes(-1, 0));
        reading.Send(_sender, Snapshot.Bytes(0, 1));
        Assert.Equal(0, (await reading.NextAsync()).SpeedKph());
        Assert.Equal(1, (await reading.NextAsync()).SpeedKph());

        _time.Advance(TimeSpan.FromSeconds(2));
        reading.Send(_other, Encoding.UTF8.GetBytes("{junk"));
        reading.Send(_sender, Snapshot.Bytes(0, 1));
        reading.Send(_other, Snapshot.Bytes(0, 2));

        Assert.Equal(2, (await reading.NextAsync()).SpeedKph());
        Assert.Equal(1, reading.Source.Counters.Repeats);
    }

    [Fact]
    public async Task Read_OvertakenDatagrams_AreDropped()
    {
        await using var reading = Listen();
        reading.Send(_sender, Snapshot.Bytes(1, 1));
        reading.Send(_sender, Snapshot.Bytes(0.5, 2));
        reading.Send(_sender, Snapshot.Bytes(1.1, 3));
        reading.Send(_sender, Snapshot.Bytes(1.1, 3));

        Assert.Equal(1, (await reading.NextAsync()).SpeedKph());
        Assert.Equal(3, (await reading.NextAsync()).SpeedKph());
        Assert.Equal(1, reading.Source.Counters.Refused["out_of_order"]);
    }

    [Fact]
    public async Task Read_SenderStartedAnewAfterAPause_CountsAtOnce()
    {
        await using var reading = Listen();
        reading.Send(_sender, Snapshot.Bytes(1000, 1));
        Assert.Equal(1, (await reading.NextAsync()).SpeedKph());

        _time.Advance(TimeSpan.FromSeconds(3));
        reading.Send(_sender, Snapshot.Bytes(0, 2));

        Assert.Equal(2, (await reading.NextAsync()).SpeedKph());
    }

    public void Dispose()
    {
        _sender.Dispose();
        _other.Dispose();
    }

    private Listening Listen() => new(new UdpSource(new UdpSourceOptions { Host = "127.0.0.1", Port = 0 }, _time, _log));
}
