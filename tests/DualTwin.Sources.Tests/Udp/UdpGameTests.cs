using System.Net;
using System.Net.Sockets;
using DualTwin.RaceModel.Sampling;
using DualTwin.Sources.Emulator;
using DualTwin.Sources.Tests.Game;
using DualTwin.Sources.Tests.Json;
using DualTwin.Sources.Udp;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Sources.Tests.Udp;

/// <summary>The F1 game's packets on a real port, alone and among other senders.</summary>
public sealed class UdpGameTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(Snapshot.Start);
    private readonly UdpClient _sender = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly UdpClient _other = new(new IPEndPoint(IPAddress.Loopback, 0));

    [Fact]
    public async Task Read_TwoGamesOnOnePort_KeepsThemApart()
    {
        await using var reading = Listen();
        var (first, second) = (await PacketsAsync(1), await PacketsAsync(2));
        reading.Send(_sender, first[0]);
        reading.Send(_sender, first[1]);
        foreach (var (ours, theirs) in first.Skip(2).Zip(second))
        {
            reading.Send(_sender, ours);
            reading.Send(_other, theirs);
        }

        var frames = await reading.TakeAsync(2 + (2 * Math.Min(first.Count - 2, second.Count)));
        Assert.Equal(["f1game-0000000000000001"], frames.Select(f => f.Session?.SessionId).OfType<string>().Distinct());
        Assert.Equal(Math.Min(first.Count - 2, second.Count), reading.Source.Counters.Refused["other_sender"]);

        // The first one leaves: the second is heard, as a session of its own.
        _time.Advance(TimeSpan.FromSeconds(3));
        foreach (var theirs in await PacketsAsync(2, from: 40))
        {
            reading.Send(_other, theirs);
        }

        string? session = null;
        while (session != "f1game-0000000000000002")
        {
            session = (await reading.NextAsync()).Session?.SessionId ?? session;
        }

        Assert.False(reading.Source.Counters.Refused.ContainsKey("former_game_session"));
    }

    [Fact]
    public async Task Read_JsonAndGameFromOneSender_UnderstandsBoth()
    {
        await using var reading = Listen();
        reading.Send(_sender, Snapshot.Bytes(0, 123));
        Assert.Equal(123, (await reading.NextAsync()).SpeedKph());
        foreach (var packet in await PacketsAsync(1))
        {
            reading.Send(_sender, packet);
        }

        Assert.NotNull((await reading.NextAsync()).Session!.Game);
    }

    [Fact]
    public async Task Read_JsonOfAnotherProgramOnTheGamesPort_IsCountedAndLeftAlone()
    {
        await using var reading = Listen();
        var packets = await PacketsAsync(1);
        reading.Send(_sender, packets[0]);
        reading.Send(_sender, packets[1]);
        foreach (var packet in packets.Skip(2))
        {
            reading.Send(_sender, packet);
            reading.Send(_other, Snapshot.Bytes(0, 123));
        }

        var frames = await reading.TakeAsync((2 * packets.Count) - 2);

        Assert.Equal(["f1game-0000000000000001"], frames.Select(f => f.Session?.SessionId).OfType<string>().Distinct());
        Assert.Equal(packets.Count - 2, reading.Source.Counters.Refused["other_sender"]);
    }

    [Fact]
    public async Task Read_UnlistedSender_IsCountedAndNeitherHeardNorSentOn()
    {
        using var tool = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await using var reading = Listen(new UdpSourceOptions
        {
            Host = "127.0.0.1",
            Port = 0,
            AllowedSenders = ["192.0.2.0/24", "198.51.100.7"],
            ForwardTo = [$"127.0.0.1:{((IPEndPoint)tool.Client.LocalEndPoint!).Port}"],
        });
        var packets = await PacketsAsync(1);
        packets.ForEach(packet => reading.Send(_sender, packet));
        reading.Send(_sender, Snapshot.Bytes(0));
        await reading.HasReadAsync(packets.Count + 1);

        Assert.Equal(packets.Count + 1, reading.Source.Counters.Refused["unlisted_sender"]);
        Assert.Equal((0, 0), (reading.Source.Counters.Frames, tool.Available));
    }

    [Fact]
    public async Task Read_DamagedPackets_NeverEndTheLoop()
    {
        await using var reading = Listen();
        var random = new SeededRandom(4);
        var packets = await PacketsAsync(1);
        for (var i = 1; i <= 3_000; i++)
        {
            var hit = packets[random.NextIndex(packets.Count)].ToArray();
            for (var hits = 0; hits < 4; hits++)
            {
                hit[random.NextIndex(random.Chance(0.3) ? 30 : hit.Length)] = (byte)random.NextBits();
            }

            reading.Send(_sender, random.Chance(0.1) ? hit[..random.NextIndex(hit.Length)] : hit);
            await reading.TakeAsync(i - 50);
        }

        foreach (var packet in await PacketsAsync(77))
        {
            reading.Send(_sender, packet);
        }

        string? session = null;
        while (session != "f1game-000000000000004d")
        {
            session = (await reading.NextAsync()).Session?.SessionId ?? session;
        }
    }

    public void Dispose()
    {
        _sender.Dispose();
        _other.Dispose();
    }

    private static async Task<List<byte[]>> PacketsAsync(ulong session, double from = 30) =>
        (await GameScene.FromAsync(from, new GameEmulatorOptions { SessionUid = session })).Play(0.5).Sent;

    private Listening Listen(UdpSourceOptions? options = null) =>
        new(new UdpSource(options ?? new UdpSourceOptions { Host = "127.0.0.1", Port = 0 }, _time, new LogLines<UdpSource>()));
}
