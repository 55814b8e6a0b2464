using System.Net;
using System.Net.Sockets;
using DualTwin.Sources.Tests.Json;
using DualTwin.Sources.Udp;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Sources.Tests.Udp;

/// <summary>Copies for other programs, whose names may be unknown for a while.</summary>
public sealed class UdpForwardTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(Snapshot.Start);
    private readonly LogLines<UdpSource> _log = new();
    private readonly UdpClient _sender = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly UdpClient _tool = new(new IPEndPoint(IPAddress.Loopback, 0));

    private int ToolPort => ((IPEndPoint)_tool.Client.LocalEndPoint!).Port;

    [Fact]
    public async Task Read_ForwardedToANameThatIsUnknown_GoesOnAndAsksAgainUntilItIsKnown()
    {
        var asked = 0;
        await using var reading = Listen([$"rig.invalid:{ToolPort}"], (_, _) => ++asked < 3
            ? throw new SocketException((int)SocketError.HostNotFound)
            : Task.FromResult<IPAddress[]>([IPAddress.Loopback]));

        reading.Send(_sender, Snapshot.Bytes(0, 77));
        Assert.Equal(77, (await reading.NextAsync()).SpeedKph());
        Assert.Equal(1, reading.Source.Counters.Refused["not_forwarded"]);
        Assert.Single(_log.All, line => line.StartsWith("3223 ", StringComparison.Ordinal) && line.Contains($"'rig.invalid:{ToolPort}'", StringComparison.Ordinal));

        await UntilAsync(() => _log.All.Any(line => line.StartsWith("3224 ", StringComparison.Ordinal)), () => _time.Advance(TimeSpan.FromSeconds(15)));
        Assert.Equal(3, asked);
        reading.Send(_sender, Snapshot.Bytes(1, 78));
        Assert.Equal(78, (await reading.NextAsync()).SpeedKph());
        Assert.Equal(Snapshot.Bytes(1, 78), (await _tool.ReceiveAsync(TestContext.Current.CancellationToken)).Buffer);
        Assert.Equal(1, reading.Source.Counters.Refused["not_forwarded"]);
    }

    [Fact]
    public async Task Read_OneOfTwoNamesIsUnknown_TheOtherGetsAll()
    {
        await using var reading = Listen([$"rig.invalid:{ToolPort}", $"overlay:{ToolPort}"], (name, _) => name == "overlay"
            ? Task.FromResult<IPAddress[]>([IPAddress.Loopback])
            : throw new SocketException((int)SocketError.HostNotFound));

        reading.Send(_sender, Snapshot.Bytes(0, 77));

        Assert.Equal(Snapshot.Bytes(0, 77), (await _tool.ReceiveAsync(TestContext.Current.CancellationToken)).Buffer);
        Assert.Equal(77, (await reading.NextAsync()).SpeedKph());
        Assert.Equal(1, reading.Source.Counters.Refused["not_forwarded"]);
    }

    [Fact]
    public async Task Read_ForwardedToANameThatTurnsOutToBeItself_IsReadAndNotSentRound()
    {
        using var probe = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)probe.Client.LocalEndPoint!).Port;
        probe.Dispose();
        var options = new UdpSourceOptions
        {
            Host = "127.0.0.1", Port = port, ForwardTo = [$"me:{port}"], Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]),
        };
        await using var reading = new Listening(new UdpSource(options, _time, _log));

        reading.Send(_sender, Snapshot.Bytes(0, 77));

        Assert.Equal(77, (await reading.NextAsync()).SpeedKph());
        Assert.Single(_log.All, line => line.StartsWith("3225 ", StringComparison.Ordinal));
        Assert.Equal((1, 1), (reading.Source.Counters.Messages, reading.Source.Counters.Refused["not_forwarded"]));
    }

    public void Dispose()
    {
        _sender.Dispose();
        _tool.Dispose();
    }

    private static async Task UntilAsync(Func<bool> condition, Action meanwhile)
    {
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            meanwhile();
            await Task.Yield();
        }
    }

    private Listening Listen(string[] targets, Func<string, CancellationToken, Task<IPAddress[]>> resolve) =>
        new(new UdpSource(new UdpSourceOptions { Host = "127.0.0.1", Port = 0, ForwardTo = targets, Resolve = resolve }, _time, _log));
}
