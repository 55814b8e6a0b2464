using DualTwin.F1Game.Codes;
using DualTwin.F1Game.Packets;
using DualTwin.Sources.Emulator;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;
using CarStatus = DualTwin.Telemetry.Values.CarStatus;
using SessionType = DualTwin.Telemetry.Values.SessionType;

namespace DualTwin.Sources.Tests.Game;

/// <summary>What happens in sessions of the game, and what becomes of it.</summary>
public sealed class GameSituationTests
{
    private const int Slot = 3;

    private static readonly GameEmulatorOptions Spectated = new();

    [Fact]
    public async Task Take_RedFlag_SuspendsUntilTheRaceIsResumed()
    {
        var scene = (await GameScene.FromAsync(30)).Play(2).Tell(EventCode.RedFlag).Play(1);
        Assert.Equal((SessionPhase.Suspended, TrackStatus.Red), (scene.State.Session.Phase, scene.State.Track.Status));
        Assert.Single(scene.State.Events, e => e.Type == EventTypes.RedFlag);

        scene.Tell(EventCode.SafetyCar, (byte)SafetyCarStatus.Full, (byte)SafetyCarEventType.ResumeRace).Play(1);
        Assert.Equal((SessionPhase.Running, TrackStatus.Green), (scene.State.Session.Phase, scene.State.Track.Status));
    }

    [Fact]
    public async Task Take_RedFlagWithoutAWordOfItsEnd_EndsWhenTheLapsGoOn()
    {
        var scene = (await GameScene.FromAsync(30)).Play(2).Tell(EventCode.RedFlag).Play(1);
        scene.PlayUntil(truth => truth.Session.LeaderLap == 3);
        scene.Play(1);

        Assert.Equal((SessionPhase.Running, TrackStatus.Green), (scene.State.Session.Phase, scene.State.Track.Status));
    }

    [Theory]
    [InlineData(1, TrackStatus.SafetyCar)]
    [InlineData(2, TrackStatus.VirtualSafetyCar)]
    [InlineData(3, TrackStatus.Green)]
    [InlineData(77, TrackStatus.Green)]
    public async Task Take_SafetyCarKinds_AreTheTracksStatus(byte kind, TrackStatus expected)
    {
        var scene = (await GameScene.FromAsync(30)).Set(PacketId.Session, "SafetyCarStatus", kind).Play(2);

        Assert.Equal(expected, scene.State.Track.Status);
    }

    [Fact]
    public async Task Take_FormationLap_HasNotStarted()
    {
        var scene = (await GameScene.FromAsync(-8)).Set(PacketId.Session, "SafetyCarStatus", (byte)SafetyCarStatus.FormationLap);
        scene.Set(PacketId.LapData, "LapData[0].CurrentLapTimeInMS", 5000).Set(PacketId.LapData, "LapData[0].LapDistance", 300).Play(2);

        Assert.Equal(SessionPhase.NotStarted, scene.State.Session.Phase);
    }

    [Theory]
    [InlineData(2020, 4)]
    [InlineData(2020, 6)]
    [InlineData(2025, 4)]
    [InlineData(2025, 5)]
    [InlineData(2025, 6)]
    [InlineData(2025, 7)]
    public async Task Take_ACarThatIsOut_IsRetiredOnce(int format, byte result)
    {
        var scene = (await GameScene.FromAsync(30, new GameEmulatorOptions { Format = (ushort)format })).Play(2);
        var car = scene.State.Cars[Slot].CarId;
        scene.Tell(EventCode.Retirement, Slot).Set(PacketId.LapData, $"LapData[{Slot}].ResultStatus", result).Play(3);

        Assert.Equal([car], scene.State.Cars.Where(c => c.Status == CarStatus.Retired).Select(c => c.CarId));
        Assert.Single(scene.State.Events, e => e.Type == EventTypes.Retirement && e.CarId == car);
    }

    [Fact]
    public async Task Take_Penalty_IsToldAndKept()
    {
        var scene = (await GameScene.FromAsync(30)).Play(2);
        scene.Set(PacketId.LapData, $"LapData[{Slot}].Penalties", 5).Set(PacketId.LapData, $"LapData[{Slot}].NumUnservedDriveThroughPens", 1);
        scene.Tell(EventCode.Penalty, 4, 7, Slot, 255, 5, 2, 255).Play(1);

        var car = scene.State.Cars[Slot];
        Assert.Equal((5, 1), (car.Systems.Penalties!.TimeSeconds, car.Systems.Penalties.DriveThroughsToServe));
        Assert.Contains(scene.Heard.Frames.SelectMany(f => f.Messages), m => m.Category == "Penalty" && m.CarId == car.CarId && m.Text.Contains("5 s", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(10_000, 10.0)]
    public async Task Take_PenaltyServedInTheLane_IsNoTyreStop(int stationaryMs, double? stationary)
    {
        var scene = (await GameScene.FromAsync(30)).Set(PacketId.CarStatus, $"CarStatusData[{Slot}].TyresAgeLaps", 7).Play(3);
        Visit(scene, stationaryMs);

        var car = scene.State.Cars[Slot];
        var visit = Assert.Single(car.PitVisits);
        Assert.Equal((false, 18.0, stationary), (visit.TyresChanged, visit.LaneTime?.TotalSeconds, visit.StationaryTime?.TotalSeconds));
        Assert.Equal((0, 1), (car.StopCount, car.Stints.Count));
        Assert.DoesNotContain(scene.State.Events, e => e.Type == EventTypes.Stop);
    }

    [Fact]
    public async Task Take_SameCompoundFittedAnew_IsATyreStop()
    {
        var scene = (await GameScene.FromAsync(30)).Set(PacketId.CarStatus, $"CarStatusData[{Slot}].TyresAgeLaps", 7).Play(3);
        var (stint, code) = ($"TyreStintsHistoryData[1].", CarFill.Actual(scene.Truth.Cars[Slot].Tyres.Compound));
        Visit(scene, 2400, () =>
        {
            scene.Set(PacketId.CarStatus, $"CarStatusData[{Slot}].TyresAgeLaps", 0);
            scene.Set(PacketId.SessionHistory, "NumTyreStints", 2).Set(PacketId.SessionHistory, "TyreStintsHistoryData[0].EndLap", 1);
            scene.Set(PacketId.SessionHistory, stint + "EndLap", 255).Set(PacketId.SessionHistory, stint + "TyreActualCompound", code);
            scene.Set(PacketId.SessionHistory, stint + "TyreVisualCompound", CarFill.Visual(scene.Truth.Cars[Slot].Tyres.Compound));
        });

        var visit = Assert.Single(scene.State.Cars[Slot].PitVisits);
        Assert.Equal((true, 2.4), (visit.TyresChanged, visit.StationaryTime?.TotalSeconds));
        Assert.Equal(1, scene.State.Cars[Slot].StopCount);
    }

    [Theory]
    [InlineData(2020)]
    [InlineData(2026)]
    public async Task Take_Spectating_HasNoCarOfItsOwn(int format)
    {
        var scene = (await GameScene.FromAsync(30, Spectated with { Format = (ushort)format })).Play(2);

        Assert.Equal(255, scene.Header.PlayerCarIndex);
        Assert.Null(scene.State.Session.Game!.PlayerCarId);
        Assert.Equal(6, scene.State.Cars.Length);
    }

    [Fact]
    public async Task Take_JoinedMidRace_KnowsTheLapsBefore()
    {
        var scene = (await GameScene.FromAsync(150)).Play(5);

        Assert.Equal(SessionPhase.Running, scene.State.Session.Phase);
        foreach (var car in scene.State.Cars)
        {
            var truth = scene.Truth.FindCar(car.CarId)!;
            Assert.Equal(truth.Timing.LapsCompleted, car.Timing.LapsCompleted);
            Assert.Equal(truth.Laps.Select(l => (l.Lap, l.LapTime)), car.Laps.Select(l => (l.Lap, l.LapTime)));
            Assert.Equal(truth.Stints.Select(s => (s.Compound, s.StartLap)), car.Stints.Select(s => (s.Compound, s.StartLap)));
            Assert.Equal(truth.Stints[^1].AgeAtStart, car.Stints[^1].AgeAtStart);
        }

        Assert.DoesNotContain(scene.State.Events, e => e.Type is EventTypes.Stop or EventTypes.StintCorrected or EventTypes.Retirement);
    }

    [Fact]
    public async Task Take_JoinedAfterTheFlag_CountsTheLastLap()
    {
        var scene = await GameScene.FromAsync(100);
        scene.PlayUntil(truth => truth.Cars.Any(c => c.Status == CarStatus.Finished));
        var late = await GameScene.FromAsync(scene.Truth.SessionTime!.Value.TotalSeconds - 9);
        late.Play(0.5);

        Assert.Equal(5, late.State.Cars.Single(c => c.Timing.Position == 1).Timing.LapsCompleted);
    }

    [Fact]
    public async Task Take_FlashbackAfterTheLeaderFinished_LeavesTheLeadersLapsAlone()
    {
        var scene = await GameScene.FromAsync(100);
        scene.PlayUntil(truth => truth.Cars.Any(c => c.Status == CarStatus.Finished));
        scene.Play(0.8);
        scene.GoBack(0.5);
        scene.Play(0.3);

        var leader = scene.State.Cars.Single(c => c.Timing.Position == 1);
        Assert.Equal(SessionPhase.Finished, scene.State.Session.Phase);
        Assert.Equal((CarStatus.Finished, 5), (leader.Status, leader.Timing.LapsCompleted));
    }

    [Fact]
    public async Task Take_FlashbackToBeforeASafetyCar_DoesNotTellOfIt()
    {
        var scene = (await GameScene.FromAsync(30)).Play(5);
        scene.Set(PacketId.Session, "SafetyCarStatus", (byte)SafetyCarStatus.Full).Play(1);
        Assert.Equal(TrackStatus.SafetyCar, scene.State.Track.Status);
        scene.Set(PacketId.Session, "SafetyCarStatus", (byte)SafetyCarStatus.None).GoBack(2);
        var before = scene.Heard.Frames.Count;
        scene.Play(2);

        Assert.All(scene.Heard.Frames.Skip(before), f => Assert.NotEqual(TrackStatus.SafetyCar, f.Track?.Status));
        Assert.Equal(TrackStatus.Green, scene.State.Track.Status);
    }

    [Fact]
    public async Task Take_NextSession_BeginsAnewAndLeavesLatePacketsOfTheFormerAlone()
    {
        var heard = new Assembling();
        var first = (await GameScene.FromAsync(150, Spectated with { SessionUid = 7 }, heard)).Play(3);
        Assert.Equal("f1game-0000000000000007", heard.State.Session.SessionId);
        (await GameScene.FromAsync(5, Spectated with { SessionUid = 8 }, heard)).Play(2);
        first.Play(1);

        Assert.Equal("f1game-0000000000000008", heard.State.Session.SessionId);
        Assert.All(heard.State.Cars, car => Assert.Empty(car.Laps));
        Assert.True(heard.Counters.Refused["former_game_session"] > 0);
    }

    [Theory]
    [InlineData(2021)]
    [InlineData(2025)]
    public async Task Take_RestartUnderTheSameIdentity_GoesBackToTheStart(int format)
    {
        var heard = new Assembling();
        var game = Spectated with { Format = (ushort)format };
        (await GameScene.FromAsync(-9, game, heard)).Play(90);
        Assert.Equal(1, heard.State.Cars.Max(c => c.Timing.LapsCompleted));
        (await GameScene.FromAsync(-9, game, heard)).Play(12);

        // Half a second at most is what it takes to tell a restart from packets that came late.
        Assert.InRange(heard.Frames.Single(f => f.RewindToTick is not null).RewindToTick!.Value, -1, 100);
        Assert.All(heard.Frames[^1].Cars, car => Assert.Equal(0, car.LapsCompleted));
    }

    [Fact]
    public async Task Take_Practice_HasWhoIsInTheGarageInThePits()
    {
        var scene = (await GameScene.FromAsync(30)).Set(PacketId.Session, "SessionType", 1).Set(PacketId.LapData, $"LapData[{Slot}].DriverStatus", (byte)DriverStatus.InGarage).Play(2);

        Assert.Equal((SessionType.Practice, SessionKind.Practice1), (scene.State.Session.Type, scene.State.Session.Kind));
        Assert.Equal(CarStatus.InPitLane, scene.State.Cars[Slot].Status);
        Assert.Equal(0, scene.State.Cars[Slot].StopCount);
    }

    [Theory]
    [InlineData(2020, 12)]
    [InlineData(2022, 13)]
    [InlineData(2025, 18)]
    public async Task Take_TimeTrial_IsPracticeOfItsKind(int format, byte code)
    {
        var scene = (await GameScene.FromAsync(30, Spectated with { Format = (ushort)format })).Set(PacketId.Session, "SessionType", code).Play(2);
        if (format == 2025)
        {
            Assert.True(scene.Heard.Take(Wire.Empty(scene.Header with { PacketId = PacketId.TimeTrial })));
        }

        Assert.Equal((SessionType.Practice, SessionKind.TimeTrial), (scene.State.Session.Type, scene.State.Session.Kind));
        Assert.All(scene.State.Cars, car => Assert.Null(car.Timing.GapToLeader));
    }

    [Fact]
    public void Take_Lobby_IsNoSession()
    {
        var heard = new Assembling();
        var lobby = new PacketHeader { PacketFormat = 2025, PacketId = PacketId.LobbyInfo, OverallFrameIdentifier = 0 };

        Assert.False(heard.Take(Wire.Empty(in lobby)));
        Assert.Empty(heard.Frames);
        Assert.Equal(1, heard.Counters.Refused["game_outside_session"]);
    }

    [Fact]
    public async Task Take_TeamsOfTheSeason_AreNamedByTheGame()
    {
        Assert.Equal("Racing Point", await TeamAsync(2020, 4));
        Assert.Equal("Sauber", await TeamAsync(2025, 9));
        Assert.Equal("Mercedes '26", await TeamAsync(2026, 476));

        static async Task<string?> TeamAsync(ushort format, int id) => (await GameScene.FromAsync(30, Spectated with { Format = format }))
            .Set(PacketId.Participants, $"Participants[{Slot}].TeamId", id).Play(1).State.Cars[Slot].Identity.Team;
    }

    private static void Visit(GameScene scene, int stationaryMs, Action? inBox = null)
    {
        var lap = $"LapData[{Slot}].";
        scene.Set(PacketId.LapData, lap + "PitStatus", (byte)PitStatus.Pitting).Set(PacketId.LapData, lap + "PitLaneTimerActive", 1);
        scene.Set(PacketId.LapData, lap + "PitLaneTimeInLaneInMS", 9_000).Play(2);
        inBox?.Invoke();
        scene.Set(PacketId.LapData, lap + "PitStopTimerInMS", stationaryMs).Set(PacketId.LapData, lap + "PitLaneTimeInLaneInMS", 18_000).Play(1);
        scene.Set(PacketId.LapData, lap + "PitStatus", (byte)PitStatus.None).Set(PacketId.LapData, lap + "PitLaneTimerActive", 0).Play(3);
    }
}
