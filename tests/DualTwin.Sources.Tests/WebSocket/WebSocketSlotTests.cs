using DualTwin.Sources.Supervision;
using DualTwin.Sources.Tests.Json;
using DualTwin.Sources.Tests.Supervision;
using DualTwin.Sources.WebSocket;
using Microsoft.Extensions.Logging.Abstractions;

namespace DualTwin.Sources.Tests.WebSocket;

/// <summary>The source as the supervisor uses it.</summary>
public sealed class WebSocketSlotTests
{
    [Fact]
    public async Task Supervisor_ServerThatClosesAfterEveryMessage_IsTriedAgainAndAgain()
    {
        var messages = 0;
        await using var server = await WebSocketServer.TalkingAsync(async socket =>
        {
            var number = Interlocked.Increment(ref messages);
            await WebSocketServer.SendAsync(socket, Snapshot.Text(number, number));
            await socket.CloseAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);
        });
        await using var supervisor = Supervise(server.Uri);
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(TimeSpan.FromSeconds(60));

        var speeds = new List<double?>();
        await foreach (var item in supervisor.ReadAsync(guard.Token))
        {
            if (item.Frame is { } frame)
            {
                speeds.Add(frame.SpeedKph());
            }

            if (speeds.Count == 3)
            {
                break;
            }
        }

        Assert.Equal([1, 2, 3], speeds);
    }

    [Fact]
    public async Task Supervisor_ServerThatAcceptsAndStaysSilent_IsStoodInForAndConnectedToAnew()
    {
        var connections = 0;
        await using var server = await WebSocketServer.TalkingAsync(_ =>
        {
            Interlocked.Increment(ref connections);
            return Task.CompletedTask;
        });
        await using var run = new SupervisorRun(new ScriptedSlot("s"), null, [Slot(server.Uri)]);
        await run.UntilAsync(() => Volatile.Read(ref connections) == 1);

        await run.PassUntilAsync(() => run.Status.StandingIn, 2.5);
        await run.PassUntilAsync(() => run.Status.Transitions.Any(t => t.Cause.EndsWith("is made anew", StringComparison.Ordinal)), 12);

        await run.UntilAsync(() => Volatile.Read(ref connections) == 2);
        Assert.Contains("silent for 2.0 s", run.Changes[0].Cause, StringComparison.Ordinal);
        Assert.Contains(run.Status.Transitions, t => t.To == SlotPhase.Stalled && t.Cause == "no data within 5.0 s of connecting");
    }

    private static SourceSlot Slot(Uri uri) => new()
    {
        Name = $"websocket {uri}",
        Type = "websocket",
        Create = () => new WebSocketSource(new WebSocketSourceOptions { Uri = uri }, TimeProvider.System, NullLogger<WebSocketSource>.Instance),
    };

    private static SourceSupervisor Supervise(Uri uri) => new(
        [Slot(uri)],
        standIn: null,
        new SupervisorOptions { ReconnectDelay = TimeSpan.FromMilliseconds(10), MaxBackoff = TimeSpan.FromMilliseconds(20) },
        TimeProvider.System,
        () => 0,
        NullLogger<SourceSupervisor>.Instance);
}
