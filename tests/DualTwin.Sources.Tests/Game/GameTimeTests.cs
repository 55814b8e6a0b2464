using DualTwin.F1Game.Codes;
using DualTwin.F1Game.Packets;
using DualTwin.Sources.Emulator;
using DualTwin.Sources.Game.Session;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.Game;

/// <summary>Times that formats tell short, and what of them is known.</summary>
public sealed class GameTimeTests
{
    private const int Slot = 3;

    [Theory]
    [InlineData(2023)]
    [InlineData(2025)]
    public async Task Take_CarsFarApart_GapsAreWhole(int format)
    {
        // Two laps gone: the pace of each car is known.
        var scene = (await GameScene.FromAsync(150, new GameEmulatorOptions { Format = (ushort)format })).Play(1);
        var order = Enumerable.Range(0, 6).OrderBy(i => scene.State.Cars[i].Timing.Position).ToList();
        var metresPerSecond = 4323 / 68.0;
        for (var place = 1; place < 6; place++)
        {
            // Each 70 s behind the one in front: more than sixteen bits of milliseconds hold.
            var (lap, gap) = ($"LapData[{order[place]}].", 70_000 * place);
            Gap(scene, format, lap + "DeltaToCarInFront", 70_000);
            Gap(scene, format, lap + "DeltaToRaceLeader", gap);
            scene.Set(PacketId.LapData, lap + "TotalDistance", 30_000 - (gap / 1000.0 * metresPerSecond));
        }

        scene.Set(PacketId.LapData, $"LapData[{order[0]}].TotalDistance", 30_000).Play(1);

        for (var place = 1; place < 6; place++)
        {
            var timing = scene.State.Cars[order[place]].Timing;
            Assert.Equal((70.0, 70.0 * place), (timing.Interval?.Time?.TotalSeconds, timing.GapToLeader?.Time?.TotalSeconds));
        }
    }

    [Theory]
    [InlineData(2023)]
    [InlineData(2025)]
    public async Task Take_APlaceThatNobodyHolds_IsPassedOver(int format)
    {
        var scene = (await GameScene.FromAsync(150, new GameEmulatorOptions { Format = (ushort)format })).Play(1);
        var second = Enumerable.Range(0, 6).Single(i => scene.State.Cars[i].Timing.Position == 2);
        var last = Enumerable.Range(0, 6).Single(i => scene.State.Cars[i].Timing.Position == 6);
        Gap(scene, format, $"LapData[{last}].DeltaToRaceLeader", 23_456);
        scene.Set(PacketId.LapData, $"LapData[{second}].CarPosition", 0).Play(1);

        Assert.Equal(23.456, scene.State.Cars[last].Timing.GapToLeader?.Time?.TotalSeconds);
    }

    [Theory]
    [InlineData(30_000, 20_000, 20.0)]
    [InlineData(90_000, 20_000, null)]
    [InlineData(68_000, 20_000, 20.0)]
    public async Task Take_JoinedAfterASector_KnowsItOnlyWhereItCannotHaveBeenLonger(int elapsedMs, int sectorMs, double? expected)
    {
        var scene = await GameScene.FromAsync(100, new GameEmulatorOptions { Format = 2022 });
        var lap = $"LapData[{Slot}].";
        scene.Set(PacketId.LapData, lap + "Sector", 1).Set(PacketId.LapData, lap + "CurrentLapTimeInMS", elapsedMs);
        scene.Set(PacketId.LapData, lap + "Sector1TimeMSPart", sectorMs).Set(PacketId.LapData, lap + "CurrentLapNum", 4).Play(1);

        Assert.Equal(expected, scene.State.Cars[Slot].Timing.Sectors.Sector1?.TotalSeconds);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Take_RedFlagOfATimedSession_EndsWhenACarComesOutOfThePits(byte kind)
    {
        var scene = (await GameScene.FromAsync(30)).Set(PacketId.Session, "SessionType", kind);
        scene.Set(PacketId.LapData, $"LapData[{Slot}].DriverStatus", (byte)DriverStatus.InGarage).Play(3);
        scene.Tell(EventCode.RedFlag).Play(1);
        Assert.Equal((SessionPhase.Suspended, TrackStatus.Red), (scene.State.Session.Phase, scene.State.Track.Status));

        scene.Set(PacketId.LapData, $"LapData[{Slot}].DriverStatus", (byte)DriverStatus.OutLap).Play(1);
        Assert.Equal((SessionPhase.Running, TrackStatus.Green), (scene.State.Session.Phase, scene.State.Track.Status));
    }

    [Fact]
    public void Remember_FlagsWithoutEnd_KeepsNoMoreThanItsMost()
    {
        var phase = new PhaseTracker();
        phase.LightsOut();
        for (var frame = 0; frame < 10_000; frame++)
        {
            phase.Remember(frame);
            if (frame % 2 == 0)
            {
                phase.RedFlag(1);
            }
            else
            {
                phase.Resumed();
            }
        }

        Assert.Equal(PhaseTracker.MostRemembered, phase.Remembered);
        phase.GoBack(9_990);
        Assert.False(phase.Suspended);
        Assert.Equal(SessionPhase.Running, phase.Phase);
    }

    private static void Gap(GameScene scene, int format, string field, int milliseconds)
    {
        var minutes = format > 2023;
        scene.Set(PacketId.LapData, field + "MSPart", minutes ? milliseconds % 60_000 : milliseconds % 65_536);
        if (minutes)
        {
            scene.Set(PacketId.LapData, field + "MinutesPart", milliseconds / 60_000);
        }
    }
}
