using DualTwin.F1Game.Codes;
using DualTwin.F1Game.Packets;
using DualTwin.Sources.Captures;
using DualTwin.Sources.Emulator;
using DualTwin.Sources.Game;
using DualTwin.Sources.Tests.Captures;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;
using CarStatus = DualTwin.Telemetry.Values.CarStatus;
using SessionType = DualTwin.Telemetry.Values.SessionType;

namespace DualTwin.Sources.Tests.Game;

/// <summary>Wrong values in good packets: each is left alone by itself, unknown where it would stand, and counted by reason.</summary>
public sealed class GameFaultTests
{
    private const int Slot = 3;
    private const string UnknownCar = "unknown_game_car";
    private const string UnknownCode = "unknown_game_code";
    private const string WrongValue = "wrong_game_value";

    public static TheoryData<EventCode, byte[], string> Events => new()
    {
        { EventCode.Retirement, [40], UnknownCar },
        { EventCode.Retirement, [23, 1], UnknownCar },
        { EventCode.Retirement, [Slot, 99], UnknownCode },
        { EventCode.RaceWinner, [255], UnknownCar },
        { EventCode.TeamMateInPits, [77], UnknownCar },
        { EventCode.DriveThroughPenaltyServed, [24], UnknownCar },
        { EventCode.StopGoPenaltyServed, [24, 0, 0, 0, 0], UnknownCar },
        { EventCode.StopGoPenaltyServed, [Slot, 0, 0, 0xC0, 0x7F], WrongValue },
        { EventCode.FastestLap, [99, 0, 0, 0x80, 0x42], UnknownCar },
        { EventCode.FastestLap, [Slot, 0, 0, 0x80, 0x7F], WrongValue },
        { EventCode.SpeedTrap, [99, 0, 0, 0x80, 0x43], UnknownCar },
        { EventCode.Overtake, [Slot, 99], UnknownCar },
        { EventCode.Collision, [Slot, 50], UnknownCar },
        { EventCode.Penalty, [4, 7, 50, 255, 5, 2, 255], UnknownCar },
        { EventCode.Penalty, [4, 7, Slot, 50, 5, 2, 255], UnknownCar },
        { EventCode.Penalty, [99, 7, Slot, 255, 5, 2, 255], UnknownCode },
        { EventCode.Penalty, [4, 199, Slot, 255, 5, 2, 255], UnknownCode },
        { EventCode.SafetyCar, [9, 0], UnknownCode },
        { EventCode.SafetyCar, [1, 9], UnknownCode },
        { EventCode.DRSDisabled, [99], UnknownCode },
    };

    public static TheoryData<PacketId, string, double, string> Fields => new()
    {
        { PacketId.Session, "SafetyCarStatus", 77, UnknownCode },
        { PacketId.Session, "SessionType", 99, UnknownCode },
        { PacketId.Session, "Weather", 9, UnknownCode },
        { PacketId.Session, "TrackId", 99, UnknownCode },
        { PacketId.Session, "NetworkGame", 9, UnknownCode },
        { PacketId.Session, "NumMarshalZones", 200, WrongValue },
        { PacketId.Session, "MarshalZones[0].ZoneFlag", 66, UnknownCode },
        { PacketId.Session, "NumWeatherForecastSamples", 200, WrongValue },
        { PacketId.Session, "TrackTemperature", 120, WrongValue },
        { PacketId.Session, "AirTemperature", -100, WrongValue },
        { PacketId.Participants, "NumActiveCars", 200, WrongValue },
        { PacketId.Participants, $"Participants[{Slot}].TeamId", 250, UnknownCode },
        { PacketId.LapData, $"LapData[{Slot}].ResultStatus", 99, UnknownCode },
        { PacketId.LapData, $"LapData[{Slot}].PitStatus", 9, UnknownCode },
        { PacketId.LapData, $"LapData[{Slot}].DriverStatus", 9, UnknownCode },
        { PacketId.LapData, $"LapData[{Slot}].Sector", 9, UnknownCode },
        { PacketId.LapData, $"LapData[{Slot}].GridPosition", 200, WrongValue },
        { PacketId.LapData, $"LapData[{Slot}].LapDistance", double.NaN, WrongValue },
        { PacketId.CarTelemetry, $"CarTelemetryData[{Slot}].Speed", 60_000, WrongValue },
        { PacketId.CarTelemetry, $"CarTelemetryData[{Slot}].Throttle", double.NaN, WrongValue },
        { PacketId.CarTelemetry, $"CarTelemetryData[{Slot}].Gear", 40, WrongValue },
        { PacketId.CarTelemetry, $"CarTelemetryData[{Slot}].Drs", 40, UnknownCode },
        { PacketId.CarTelemetry, $"CarTelemetryData[{Slot}].TyresPressure[2]", double.PositiveInfinity, WrongValue },
        { PacketId.CarStatus, $"CarStatusData[{Slot}].FuelMix", 9, UnknownCode },
        { PacketId.CarStatus, $"CarStatusData[{Slot}].ErsDeployMode", 9, UnknownCode },
        { PacketId.CarStatus, $"CarStatusData[{Slot}].FuelInTank", double.NaN, WrongValue },
        { PacketId.CarStatus, $"CarStatusData[{Slot}].ActualTyreCompound", 99, UnknownCode },
        { PacketId.CarDamage, $"CarDamageData[{Slot}].TyresWear[0]", 300, WrongValue },
        { PacketId.CarDamage, $"CarDamageData[{Slot}].FloorDamage", 200, WrongValue },
        { PacketId.Motion, $"CarMotionData[{Slot}].WorldPositionX", double.NaN, WrongValue },
        { PacketId.SessionHistory, "CarIdx", 60, UnknownCar },
        { PacketId.SessionHistory, "NumLaps", 240, WrongValue },
        { PacketId.TyreSets, "CarIdx", 60, UnknownCar },
        { PacketId.TyreSets, "TyreSetData[0].Wear", 200, WrongValue },
        { PacketId.LapPositions, "NumLaps", 200, WrongValue },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public async Task Take_EventWithAWrongValue_IsCountedByReason(EventCode code, byte[] details, string reason)
    {
        var scene = (await GameScene.FromAsync(30)).Play(2);
        Assert.Empty(scene.Heard.Counters.Refused);
        scene.Tell(code, details);

        Assert.Equal((1, 1), (scene.Heard.Counters.Refused[reason], scene.Heard.Counters.Refused.Count));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task Take_FieldWithAWrongValue_IsCountedByReasonAndTheSessionGoesOn(PacketId kind, string field, double value, string reason)
    {
        var scene = (await GameScene.FromAsync(30)).Play(6);
        Assert.Empty(scene.Heard.Counters.Refused);
        scene.Set(kind, field, value).Play(6);

        // Two cars' histories that claim to be of one car are the same packet twice.
        Assert.True(scene.Heard.Counters.Refused[reason] > 0);
        Assert.Empty(scene.Heard.Counters.Refused.Keys.Except([reason, "duplicate_game_packet"]));
        Assert.Equal(scene.Truth.Cars.Length, scene.State.Cars.Length);
        Assert.Equal(SessionPhase.Running, scene.State.Session.Phase);
    }

    [Fact]
    public async Task Take_FieldWithAWrongValue_LeavesWhatWasKnown()
    {
        var scene = (await GameScene.FromAsync(30)).Play(3);
        var (car, track) = (scene.State.Cars[Slot], scene.State.Track);
        scene.Set(PacketId.LapData, $"LapData[{Slot}].ResultStatus", 99).Set(PacketId.Session, "SessionType", 99);
        scene.Set(PacketId.LapData, $"LapData[{Slot}].CarPosition", 200).Set(PacketId.LapData, $"LapData[{Slot}].PitStatus", 9);
        scene.Set(PacketId.CarDamage, $"CarDamageData[{Slot}].TyresWear[0]", double.NaN).Set(PacketId.Session, "TrackTemperature", -128);
        scene.Play(2);

        Assert.Equal((car.Timing.Position, car.Status, car.Tyres.Wear), Known(scene.State));
        Assert.Equal((SessionType.Race, SessionPhase.Running), (scene.State.Session.Type, scene.State.Session.Phase));
        Assert.Equal(track.TrackTemperatureCelsius, scene.State.Track.TrackTemperatureCelsius);

        static (int?, CarStatus?, double?) Known(SessionState state) => (state.Cars[Slot].Timing.Position, state.Cars[Slot].Status, state.Cars[Slot].Tyres.Wear);
    }

    [Fact]
    public async Task Take_EventsWithoutEnd_KeepsNoMoreThanTheMostOfASession()
    {
        var scene = (await GameScene.FromAsync(30)).Play(2);
        for (var i = 0; i < GameAssembler.MostMessages + 500; i++)
        {
            scene.Tell(EventCode.Penalty, 4, 7, Slot, 255, (byte)((i % 200) + 1), (byte)((i / 200) + 1), 255);
        }

        scene.Play(1);

        Assert.Equal(GameAssembler.MostMessages, scene.State.Messages.Count);
        Assert.Equal(500, scene.Heard.Counters.Refused["too_many_game_messages"]);
    }

    // The game of 2020 tells a result of 7 in one, which its maker's list does not have.
    [Theory]
    [InlineData("golden.jsonl.gz", 62)]
    [InlineData("datagrams_2018_2023.jsonl.gz", 50, "2020 FinalClassification unknown_game_code")]
    public void Take_RealPackets_HaveNoWrongValues(string file, int least, params string[] expected)
    {
        var (packets, faults) = (0, new List<string>());
        foreach (var datagram in CaptureFile.Read(RealCaptures.PathOf(file)))
        {
            var heard = new Assembling();
            packets += heard.Take(datagram.Bytes.Span) ? 1 : 0;
            var wrong = heard.Counters.Refused.Keys.Where(reason => reason is UnknownCar or UnknownCode or WrongValue);
            PacketHeader.TryRead(datagram.Bytes.Span, out var header, out _);
            faults.AddRange(wrong.Select(reason => $"{header.PacketFormat} {header.PacketId} {reason}"));
        }

        Assert.True(packets >= least, $"{packets} packets were taken.");
        Assert.Equal(expected, faults);
    }

    [Fact]
    public async Task Take_CollisionPenaltyAndStopGo_TellAllThatTheGameDoes()
    {
        var scene = (await GameScene.FromAsync(30, new GameEmulatorOptions { Format = 2026 })).Play(2);
        var (one, other) = (scene.State.Cars[Slot], scene.State.Cars[1]);
        scene.Tell(EventCode.Collision, Slot, 1, (byte)CollisionSeverity.High);
        scene.Tell(EventCode.Penalty, 4, 7, Slot, 1, 5, 2, 3).Tell(EventCode.StopGoPenaltyServed, [Slot, .. BitConverter.GetBytes(10.25f)]).Play(1);

        var messages = scene.State.Messages;
        var (a, b) = (one.Identity.Driver!, other.Identity.Driver!);
        Assert.Contains(messages, m => m.Text == $"Collision of {a} and {b}, severity high.");
        var penalty = Assert.Single(messages, m => m.Category == "Penalty" && m.Text.Contains("5 s", StringComparison.Ordinal));
        Assert.Equal(2, penalty.Lap);
        Assert.Contains($"for {a} against {b}, places gained: 3", penalty.Text, StringComparison.Ordinal);
        Assert.Contains(messages, m => m.Text.StartsWith($"{a} has served a stop-and-go of 10.", StringComparison.Ordinal) && m.CarId == one.CarId);
    }
}
