using DualTwin.F1Game.Packets;
using DualTwin.Sources.Emulator;
using DualTwin.Sources.Recording;
using DualTwin.Sources.Recording.Container;
using DualTwin.Sources.Tests.Game;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Tests.Recording;

public sealed class RecordedGameTests : IDisposable
{
    private static readonly MessageOrigin Origin = new(IntakeNames.Udp, new SourceIdentity("udp", "127.0.0.1:20777", SourceMode.Live), 0);

    private readonly string _folder = Directory.CreateTempSubdirectory("dualtwin-recorded-game-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task MoveNext_DatagramsThatCompleteTwoFrames_GivesAllThatCameLive()
    {
        // Frames without lap data are whole with the first packet of the next one, which is whole with the same packet.
        var scene = (await GameScene.FromAsync(30, new GameEmulatorOptions { PlayerCarId = "7" })).Play(1);
        PacketId[] muted = [PacketId.Motion, PacketId.CarTelemetry, PacketId.CarStatus, PacketId.MotionEx, PacketId.CarDamage, PacketId.Participants];
        Array.ForEach(muted, scene.Mute);
        scene.Play(2);
        scene.Mute(PacketId.LapData);
        scene.Play(0.9);
        scene.Unmute(PacketId.LapData);
        scene.Play(0.1);
        var untilLap = scene.Sent.FindLastIndex(d => PacketHeader.TryRead(d, out var header, out _) && header.PacketId == PacketId.LapData) + 1;

        var live = new Assembling();
        scene.Sent.Take(untilLap).ToList().ForEach(datagram => live.Take(datagram));

        Assert.Equal(live.Frames.Select(f => (f.Tick, f.Cars.Length)), Read(scene.Sent.Take(untilLap)).Select(f => (f.Tick, f.Cars.Length)));
    }

    private List<Frame> Read(IEnumerable<byte[]> datagrams)
    {
        var path = Path.Combine(_folder, "a.dtrec");
        using (var file = File.Create(path))
        using (var writer = new RecordingWriter(file, 1, Recorded.Start))
        {
            foreach (var datagram in datagrams)
            {
                writer.Add(Origin, new RawMessage("", Recorded.Start, null, false, datagram));
            }

            writer.Finish();
        }

        using var reader = new MessageRecordingReader([path], new SourceCounters());
        var frames = new List<Frame>();
        while (reader.MoveNext())
        {
            frames.Add(reader.Current);
        }

        return frames;
    }
}
