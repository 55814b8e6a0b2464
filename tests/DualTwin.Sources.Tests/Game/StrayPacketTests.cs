using System.Buffers.Binary;
using DualTwin.F1Game.Packets;
using DualTwin.Sources.Emulator;

namespace DualTwin.Sources.Tests.Game;

/// <summary>Single packets that claim another session or another time: none of them ends or takes back what goes on.</summary>
public sealed class StrayPacketTests
{
    private const ulong Ours = 7;

    public static TheoryData<int> Formats => [2020, 2021, 2022, 2023, 2024, 2025, 2026];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Take_OnePacketOfAnotherSession_EndsNothing(int format)
    {
        var scene = (await SceneAsync(format, 150)).Play(3);
        var laps = scene.State.Cars.Select(c => c.Laps.Count).ToList();
        var stray = scene.Sent[^1].ToArray();
        Wire.Stamp(stray, scene.Header with { SessionUid = Ours ^ 0x40, FrameIdentifier = scene.Header.FrameIdentifier + 1 });

        scene.Heard.Take(stray);
        scene.Heard.Take(stray);
        scene.Play(3);

        Assert.Equal($"f1game-{Ours:x16}", scene.State.Session.SessionId);
        Assert.All(scene.State.Cars.Zip(laps), pair => Assert.True(pair.First.Laps.Count >= pair.Second));
        Assert.Equal(1, scene.Heard.Counters.Refused["unconfirmed_game_packet"]);
        Assert.Equal(1, scene.Heard.Counters.Refused["duplicate_game_packet"]);
    }

    [Fact]
    public async Task Take_NextSession_LosesNothingOfItsFirstPacket()
    {
        var heard = new Assembling();
        (await SceneAsync(2025, 30, heard)).Play(1);
        var next = await GameScene.FromAsync(150, new GameEmulatorOptions { SessionUid = Ours + 1 }, new Assembling());
        next.Play(0.1);
        var named = next.Sent.Single(datagram => Kind(datagram) == PacketId.Participants);
        foreach (var datagram in next.Sent.Where(d => d != named).Prepend(named))
        {
            heard.Take(datagram);
        }

        Assert.Equal($"f1game-{Ours + 1:x16}", heard.State.Session.SessionId);
        Assert.Equal(next.Truth.Cars.Select(c => c.CarId).Order(), heard.State.Cars.Select(c => c.CarId).Order());
        Assert.Empty(heard.Counters.Refused);
    }

    [Theory]
    [InlineData(7, uint.MaxValue)]
    [InlineData(7, null)]
    [InlineData(null, uint.MaxValue)]
    public async Task Take_OnePacketWithAForgedCounter_TakesNothingBack(int? frame, uint? overall)
    {
        var scene = (await SceneAsync(2025, 150)).Play(3);
        var before = scene.State;
        var stray = scene.Sent[^1].ToArray();
        Wire.Stamp(stray, scene.Header with
        {
            FrameIdentifier = (uint?)frame ?? scene.Header.FrameIdentifier,
            OverallFrameIdentifier = overall ?? scene.Header.OverallFrameIdentifier + 1,
        });

        scene.Heard.Take(stray);
        scene.Play(3);

        Assert.All(scene.Heard.Frames, f => Assert.Null(f.RewindToTick));
        Assert.True(scene.State.Tick > before.Tick);
        Assert.Equal(scene.Truth.Cars.Select(c => c.Timing.Position).Order(), scene.State.Cars.Select(c => c.Timing.Position).Order());
    }

    [Theory]
    [InlineData(2021)]
    [InlineData(2022)]
    [InlineData(2025)]
    public async Task Take_AFlashbackEventThatNothingConfirms_TakesNothingBack(int format)
    {
        var scene = (await SceneAsync(format, 150)).Play(3);
        var target = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(target, 4);
        scene.Tell(EventCode.Flashback, target).Play(3);

        Assert.All(scene.Heard.Frames, f => Assert.Null(f.RewindToTick));
        Assert.Empty(scene.Heard.Counters.Refused);
    }

    [Theory]
    [InlineData(2023)]
    [InlineData(2026)]
    public async Task Take_FlashbackEventOvertakenByAPacket_LosesNothing(int format)
    {
        var scene = (await SceneAsync(format, 30)).Play(5);
        var before = scene.Sent.Count;
        scene.GoBack(3);
        scene.Play(0.5);
        Assert.Equal(PacketId.Event, Kind(scene.Sent[before]));
        var heard = new Assembling();
        foreach (var datagram in scene.Sent.Take(before).Append(scene.Sent[before + 1]).Append(scene.Sent[before]).Concat(scene.Sent.Skip(before + 2)))
        {
            heard.Take(datagram);
        }

        Assert.Empty(heard.Counters.Refused);
        Assert.Equal(
            scene.Heard.Frames.Select(f => (f.Tick, f.RewindToTick, f.Cars.Length)), heard.Frames.Select(f => (f.Tick, f.RewindToTick, f.Cars.Length)));
    }

    [Theory]
    [InlineData(2021)]
    [InlineData(2025)]
    public async Task Take_FlashbackInTheMiddleOfAFrame_TellsNothingOfTheTimeTakenBack(int format)
    {
        var scene = (await SceneAsync(format, 30)).Play(5);
        scene.Mute(PacketId.CarTelemetry);
        scene.Play(0.1);
        var (left, told, incomplete) = (scene.Header, scene.Heard.Frames.Count, scene.Heard.Counters.Refused.GetValueOrDefault("incomplete_frame"));
        scene.Unmute(PacketId.CarTelemetry);
        scene.GoBack(3);
        var target = scene.Header;
        scene.Play(0.5);

        var after = scene.Heard.Frames.Skip(told).ToList();
        Assert.NotNull(after[0].RewindToTick);
        Assert.All(after, f => Assert.InRange(f.Tick!.Value, 0, (long)left.FrameIdentifier - 100));
        Assert.All(after, f => Assert.True(f.SessionTime!.Value.TotalSeconds < left.SessionTimeSeconds - 2));
        Assert.Equal(incomplete, scene.Heard.Counters.Refused.GetValueOrDefault("incomplete_frame"));
        Assert.Equal(PacketId.Event, target.PacketId);
    }

    private static Task<GameScene> SceneAsync(int format, double from, Assembling? heard = null) =>
        GameScene.FromAsync(from, new GameEmulatorOptions { Format = (ushort)format, SessionUid = Ours }, heard);

    private static PacketId Kind(byte[] datagram)
    {
        Assert.True(PacketHeader.TryRead(datagram, out var header, out _));
        return header.PacketId;
    }
}
