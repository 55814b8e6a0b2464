using System.Net.WebSockets;
using CsCheck;
using DualTwin.Sources.Tests.Json;
using DualTwin.Sources.WebSocket;
using DualTwin.Telemetry.Frames;
using Microsoft.Extensions.Logging.Abstractions;

namespace DualTwin.Sources.Tests.WebSocket;

public sealed class WebSocketMessageTests
{
    private static WebSocketSource Source(WebSocketServer server, int maxMessageBytes = WebSocketSourceOptions.DefaultMaxMessageBytes) => new(
        new WebSocketSourceOptions { Uri = server.Uri, MaxMessageBytes = maxMessageBytes }, TimeProvider.System, NullLogger<WebSocketSource>.Instance);

    [Fact]
    public async Task Read_Snapshots_GivesFramesInOrder()
    {
        await using var server = await WebSocketServer.SendingAsync(Snapshot.Text(0, 100), Snapshot.Text(1, 200), Snapshot.Text(2, 300));
        var source = Source(server);

        var frames = await source.FramesAsync(3);

        Assert.Equal([100, 200, 300], frames.Select(frame => frame.SpeedKph()));
        Assert.All(frames, frame => Assert.Equal(("websocket", SourceMode.Live), (frame.Source.Type, frame.Source.Mode)));
        Assert.Equal(Snapshot.Start.AddSeconds(2), frames[2].MeasuredAt);
        Assert.Equal((3, 3), (source.Counters.Messages, source.Counters.Frames));
        Assert.Empty(source.Counters.Refused);
    }

    [Theory]
    [InlineData("""{"timestamp":"2026-07-05T14:00:00Z","cars":[{"car_id":"1",""", "not_json")]
    [InlineData("hello", "not_json")]
    [InlineData("""{"cars":[{"speed":NaN}]}""", "wrong_type")]
    [InlineData("[1,2]", "not_an_object")]
    [InlineData("", "not_json")]
    [InlineData("""{"cars":"all of them"}""", "wrong_type")]
    public async Task Read_BadMessage_CountsItAndGoesOn(string bad, string reason)
    {
        await using var server = await WebSocketServer.SendingAsync(bad, bad, Snapshot.Text(0));
        var source = Source(server);
        var refusedInRow = -1;

        await foreach (var frame in source.ReadAsync(TestContext.Current.CancellationToken))
        {
            refusedInRow = source.Counters.RefusedInRow;
            Assert.Equal(300, frame.SpeedKph());
            break;
        }

        Assert.Equal(2, source.Counters.Refused[reason]);
        Assert.Equal(3, source.Counters.Messages);
        Assert.Equal(0, refusedInRow);
    }

    [Fact]
    public async Task Read_WrongValues_RefusesThemAndKeepsTheRest()
    {
        await using var server = await WebSocketServer.SendingAsync(
            """{"timestamp":"1970-01-01T00:00:00Z","session_type":"parade","cars":[{"car_id":"1","speed":"fast","position":1},{"car_id":"1"}]}""",
            Snapshot.Text(0));
        var source = Source(server);

        var frames = await source.FramesAsync(1);

        Assert.Equal(1, frames[0].Cars[0].Position);
        Assert.Null(frames[0].SpeedKph());
        Assert.Equal(frames[0].ReceivedAt, frames[0].MeasuredAt);
        Assert.Equal((1, 1, 1), (source.Counters.Refused["out_of_range"], source.Counters.Refused["unknown_value"], source.Counters.Refused["wrong_type"]));
    }

    [Fact]
    public async Task Read_HundredCars_GivesAll()
    {
        await using var server = await WebSocketServer.SendingAsync(Snapshot.Text(0, cars: 100));

        Assert.Equal(100, (await Source(server).FramesAsync(1))[0].Cars.Length);
    }

    [Fact]
    public async Task Read_TenMegabytes_SkipsThemAndStaysConnected()
    {
        var connections = 0;
        await using var server = await WebSocketServer.TalkingAsync(async socket =>
        {
            Interlocked.Increment(ref connections);
            await WebSocketServer.SendAsync(socket, new string('x', 10_000_000));
            await WebSocketServer.SendAsync(socket, Snapshot.Text(0, 123));
        });
        var source = Source(server);

        Assert.Equal(123, (await source.FramesAsync(1))[0].SpeedKph());
        Assert.Equal((1, 1), (source.Counters.Refused["message_too_large"], connections));
    }

    [Fact]
    public async Task Read_LargestMessage_IsRead()
    {
        var text = Snapshot.Text(0);
        await using var server = await WebSocketServer.SendingAsync(text.PadRight(100_001), text.PadRight(100_000));
        var source = Source(server, maxMessageBytes: 100_000);

        await source.FramesAsync(1);

        Assert.Equal(1, source.Counters.Refused["message_too_large"]);
        Assert.Equal(2, source.Counters.Messages);
    }

    [Fact]
    public async Task Read_BinaryMessage_CountsItAndGoesOn()
    {
        await using var server = await WebSocketServer.TalkingAsync(async socket =>
        {
            await socket.SendAsync(Snapshot.Bytes(0), WebSocketMessageType.Binary, true, TestContext.Current.CancellationToken);
            await WebSocketServer.SendAsync(socket, Snapshot.Text(1, 111));
        });
        var source = Source(server);

        Assert.Equal(111, (await source.FramesAsync(1))[0].SpeedKph());
        Assert.Equal(1, source.Counters.Refused["binary_message"]);
    }

    [Fact]
    public async Task Read_SameMessageAgain_IsSilence()
    {
        await using var server = await WebSocketServer.SendingAsync(
            Snapshot.Text(0, 100), Snapshot.Text(0, 100), Snapshot.Text(0, 101), Snapshot.Text(1, 101));
        var source = Source(server);

        var frames = await source.FramesAsync(3);

        Assert.Equal([100, 101, 101], frames.Select(frame => frame.SpeedKph()));
        Assert.Equal(1, source.Counters.Repeats);
    }

    [Fact]
    public async Task Read_TimeBackwards_DropsStragglersAndFollowsASetClock()
    {
        await using var server = await WebSocketServer.SendingAsync(
            Snapshot.Text(100, 1), Snapshot.Text(50, 2), Snapshot.Text(101, 3), Snapshot.Text(100.9, 4),
            Snapshot.Text(10, 5), Snapshot.Text(11, 6), Snapshot.Text(12, 7), Snapshot.Text(13, 8));
        var source = Source(server);

        var frames = await source.FramesAsync(5);

        Assert.Equal([1, 3, 4, 7, 8], frames.Select(frame => frame.SpeedKph()));
        Assert.Equal(3, source.Counters.Refused["out_of_order"]);
    }

    [Fact]
    public async Task Read_KeepAliveMessages_AreNoTelemetry()
    {
        await using var server = await WebSocketServer.SendingAsync("""{"type":"hello"}""", "{}", Snapshot.Text(0));
        var source = Source(server);

        var frames = await source.FramesAsync(1);

        Assert.Equal(300, frames[0].SpeedKph());
        Assert.Equal(2, source.Counters.Refused["no_telemetry"]);
    }

    [Fact]
    public async Task Read_FloodOfBadMessages_CountsAllAndLogsFew()
    {
        var log = new LogLines<WebSocketSource>();
        await using var server = await WebSocketServer.SendingAsync(
            [.. Enumerable.Repeat("junk", 5000), $$"""{"cars":[{{string.Join(',', Enumerable.Repeat("7", 150))}}]}""", Snapshot.Text(0)]);
        var source = new WebSocketSource(new WebSocketSourceOptions { Uri = server.Uri }, TimeProvider.System, log);

        await source.FramesAsync(1);

        Assert.Equal(5000, source.Counters.Refused["not_json"]);
        Assert.Equal(150, source.Counters.Refused["wrong_type"] + source.Counters.Refused["further_problems"]);
        Assert.InRange(log.All.Count, 1, 22);
    }

    [Fact]
    public async Task Read_ByteOrderMark_IsNoPartOfTheMessage()
    {
        await using var server = await WebSocketServer.SendingAsync($"\uFEFF{Snapshot.Text(0)}");

        Assert.Single(await Source(server).FramesAsync(1));
    }

    [Fact]
    public async Task Read_FromAServerThatCompresses_AsksForIt()
    {
        string? asked = null;
        await using var server = await WebSocketServer.StartAsync(context =>
        {
            asked = context.Request.Headers.SecWebSocketExtensions;
            return WebSocketServer.TalkAsync(context, socket => WebSocketServer.SendAsync(socket, Snapshot.Text(0)));
        });

        await Source(server).FramesAsync(1);

        Assert.StartsWith("permessage-deflate", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_AnyFragments_GiveTheSameFrames()
    {
        var fragments = Gen.Int[0, 90].Array[0, 12];
        await Gen.Select(fragments.Array[1, 4], Gen.Bool).SampleAsync(
            async (messages, compressed) =>
            {
                await using var server = await WebSocketServer.TalkingAsync(async socket =>
                {
                    for (var i = 0; i < messages.Length; i++)
                    {
                        await SendInFragmentsAsync(socket, Snapshot.Bytes(i, i, cars: 3), messages[i], compressed);
                    }
                });

                var frames = await Source(server).FramesAsync(messages.Length);

                Assert.Equal(Enumerable.Range(0, messages.Length).Select(i => (double?)i), frames.Select(frame => frame.SpeedKph()));
                Assert.All(frames, frame => Assert.Equal(3, frame.Cars.Length));
            },
            iter: 25,
            threads: 1);
    }

    private static async Task SendInFragmentsAsync(System.Net.WebSockets.WebSocket socket, byte[] message, int[] sizes, bool compressed)
    {
        var flags = compressed ? WebSocketMessageFlags.None : WebSocketMessageFlags.DisableCompression;
        var at = 0;
        foreach (var size in sizes)
        {
            var length = Math.Min(size, message.Length - at);
            await socket.SendAsync(message.AsMemory(at, length), WebSocketMessageType.Text, flags, TestContext.Current.CancellationToken);
            at += length;
        }

        flags |= WebSocketMessageFlags.EndOfMessage;
        await socket.SendAsync(message.AsMemory(at), WebSocketMessageType.Text, flags, TestContext.Current.CancellationToken);
    }
}
