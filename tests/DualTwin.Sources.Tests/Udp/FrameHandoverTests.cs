using DualTwin.Sources.Udp;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Tests.Udp;

public sealed class FrameHandoverTests
{
    private static readonly SourceIdentity Source = new("udp", "test", SourceMode.Live);

    [Fact]
    public async Task Write_MoreThanThereIsRoomFor_WaitsAndLosesNothing()
    {
        var handover = new FrameHandover(2);
        var writing = Task.Run(
            () =>
            {
                for (var tick = 0; tick < 1000; tick++)
                {
                    handover.Write(Frame(tick));
                }

                handover.End();
            },
            TestContext.Current.CancellationToken);
        var ticks = new List<long?>();
        await foreach (var frame in handover.ReadAllAsync())
        {
            ticks.Add(frame.Tick);
        }

        await writing;
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long?)i), ticks);
    }

    [Fact]
    public async Task End_WhileAThreadWaitsForRoom_LetsItGo()
    {
        var handover = new FrameHandover(1);
        handover.Write(Frame(1));
        var waiting = Task.Run(() => handover.Write(Frame(2)), TestContext.Current.CancellationToken);

        handover.End();
        await waiting;
        handover.Write(Frame(3));

        await using var frames = handover.ReadAllAsync().GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await frames.MoveNextAsync());
        Assert.Equal(1, frames.Current.Tick);
    }

    [Fact]
    public async Task End_WithAProblem_ReachesTheReaderAfterWhatWasHandedOn()
    {
        var handover = new FrameHandover(4);
        handover.Write(Frame(1));
        handover.End(new SourceException("The socket broke."));

        await using var frames = handover.ReadAllAsync().GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await frames.MoveNextAsync());
        Assert.Contains("broke", (await Assert.ThrowsAsync<SourceException>(async () => await frames.MoveNextAsync())).Message, StringComparison.Ordinal);
    }

    private static Frame Frame(int tick) => new() { Source = Source, MeasuredAt = DateTimeOffset.UnixEpoch, ReceivedAt = DateTimeOffset.UnixEpoch, Tick = tick };
}
