using System.Net;
using System.Net.Sockets;
using DualTwin.Sources.Supervision;
using DualTwin.Sources.Tests.Json;
using DualTwin.Sources.Udp;

namespace DualTwin.Sources.Tests.Supervision;

/// <summary>Datagrams that repeat themselves, through a socket and the supervisor.</summary>
public sealed class RepeatedContentTests : IDisposable
{
    private readonly UdpClient _sender = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly ScriptedSlot _standIn = new("s");
    private UdpSource? _source;

    [Fact]
    public async Task Udp_SameDatagramAgainAndAgain_IsStalledAndStoodInFor()
    {
        await using var run = Run();
        await SayAsync(run, Snapshot.Bytes(0));
        await run.UntilAsync(() => run.Status.Active == "udp");

        for (var tenths = 0; !run.Status.StandingIn; tenths++)
        {
            Assert.True(tenths <= 21, "It was not given up within the stall limit.");
            await SayAsync(run, Snapshot.Bytes(0));
            await run.PassAsync(0.1);
        }

        Assert.Equal(SlotPhase.Stalled, run.Status.Slots[0].Phase);
        Assert.Matches(@"^silent for 2\.0 s, limit 2\.0 s; \d+ messages said the same as the one before$", run.Changes[^1].Cause);
        Assert.True(run.Status.Slots[0].Repeats >= 19);
        Assert.True(_source!.Counters.Repeats >= 19);
        await run.UntilAsync(() => _standIn.Alive == 1);
    }

    [Fact]
    public async Task Udp_SameContentWithAMovingTimestamp_IsNoStall()
    {
        await using var run = Run();

        for (var i = 0; i < 100; i++)
        {
            var tenths = i;
            await SayAsync(run, Snapshot.Bytes(tenths / 10.0));
            await run.UntilAsync(() => run.Items.Count(i => i.Frame is not null && i.Role == FrameRole.Measured) > tenths);
            await run.PassAsync(0.1);
        }

        Assert.Equal(("udp", SlotPhase.Delivering), (run.Status.Active, run.Status.Slots[0].Phase));
        Assert.Single(run.Changes);
        Assert.Equal(0, _source!.Counters.Repeats);
    }

    public void Dispose() => _sender.Dispose();

    private SupervisorRun Run()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Snapshot.Start);
        var slot = new SourceSlot
        {
            Name = "udp",
            Type = "udp",
            Create = () => _source = new UdpSource(new UdpSourceOptions { Host = "127.0.0.1", Port = 0 }, time, new LogLines<UdpSource>()),
        };
        return new SupervisorRun(_standIn, null, new[] { slot });
    }

    // The next datagram, or the clock, waits until this one is read.
    private async Task SayAsync(SupervisorRun run, byte[] datagram)
    {
        await run.UntilAsync(() => _source?.EndPoints.Count > 0);
        var read = _source!.Counters.Messages;
        await _sender.SendAsync(datagram, _source.EndPoints[0], SupervisorRun.Token);
        await run.UntilAsync(() => _source.Counters.Messages > read);
    }
}
