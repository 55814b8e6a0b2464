using DualTwin.Sources.Supervision;
using DualTwin.Sources.Tests.Json;
using DualTwin.Telemetry.Frames;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Sources.Tests.Supervision;

/// <summary>A source that is asked to begin again, whatever the supervisor knows of it by then.</summary>
public sealed class BeginAgainTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task BeginAgain_ItsEndWaitsForTheLoopOrItIsRead_ItBeginsAgain(bool isOver)
    {
        var own = new ScriptedSlot("own", ownSession: true);
        own.AtStart = attempt => attempt.Send(own.Count + 1);
        await using var supervisor = new SourceSupervisor([own.Slot], null, new(), new FakeTimeProvider(), () => 1, new LogLines<SourceSupervisor>());
        await using var items = supervisor.ReadAsync(SupervisorRun.Token).GetAsyncEnumerator(SupervisorRun.Token);
        Assert.Equal(1, await NextFrameAsync(items));
        if (isOver)
        {
            own.Current.Close();
        }

        // The loop stands at that frame: what the source does now waits for it, behind the request.
        var asked = supervisor.BeginAgainAsync(own.Slot, TimeSpan.FromSeconds(5), SupervisorRun.Token);

        Assert.Equal(2, await NextFrameAsync(items));
        var next = items.MoveNextAsync();
        Assert.Equal(new SwitchResult(true, null), await asked);
        own.Current.Send(7);
        Assert.True(await next);
    }

    private static async Task<double> NextFrameAsync(IAsyncEnumerator<SupervisedItem> items)
    {
        do
        {
            Assert.True(await items.MoveNextAsync());
        }
        while (items.Current.Frame is null);
        return items.Current.Frame.SessionTime!.Value.TotalSeconds;
    }
}
