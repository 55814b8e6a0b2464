using System.Text.Json;
using DualTwin.F1Game.Packets;
using DualTwin.Session;
using DualTwin.Sources.Emulator;
using DualTwin.Telemetry.Schema;

namespace DualTwin.Sources.Tests.Game;

/// <summary>What the game measures in a car, from the wire to the document of schema 1.1.0.</summary>
public sealed class GameMeasurementTests
{
    private const int Slot = 2;

    private static readonly (PacketId Kind, string Field, double Wire, string Path, double Expected)[] Numbers =
    [
        (PacketId.CarTelemetry, "CarTelemetryData[2].Speed", 301, "speed", 301),
        (PacketId.CarTelemetry, "CarTelemetryData[2].Throttle", 0.75, "systems.inputs.throttle", 0.75),
        (PacketId.CarTelemetry, "CarTelemetryData[2].Brake", 0.5, "systems.inputs.brake", 0.5),
        (PacketId.CarTelemetry, "CarTelemetryData[2].Steer", -0.25, "systems.inputs.steer", -0.25),
        (PacketId.CarTelemetry, "CarTelemetryData[2].Gear", 6, "systems.inputs.gear", 6),
        (PacketId.CarTelemetry, "CarTelemetryData[2].EngineRPM", 11_500, "systems.inputs.engine_rpm", 11_500),
        (PacketId.CarStatus, "CarStatusData[2].FuelInTank", 55.5, "fuel_mass", 55.5),
        (PacketId.CarStatus, "CarStatusData[2].FuelRemainingLaps", -1.5, "systems.fuel.laps_remaining", -1.5),
        (PacketId.CarStatus, "CarStatusData[2].ErsStoreEnergy", 3e6, "systems.energy.store", 3e6),
        (PacketId.CarStatus, "CarStatusData[2].ErsHarvestedThisLapMGUK", 1e6, "systems.energy.harvested_mguk", 1e6),
        (PacketId.CarStatus, "CarStatusData[2].ErsHarvestedThisLapMGUH", 5e5, "systems.energy.harvested_mguh", 5e5),
        (PacketId.CarStatus, "CarStatusData[2].ErsDeployedThisLap", 2e6, "systems.energy.deployed", 2e6),
        (PacketId.CarStatus, "CarStatusData[2].ErsHarvestLimitPerLap", 9e6, "systems.energy.harvest_limit", 9e6),
        (PacketId.CarDamage, "CarDamageData[2].FrontLeftWingDamage", 1, "systems.damage.front_left_wing", 0.01),
        (PacketId.CarDamage, "CarDamageData[2].FrontRightWingDamage", 2, "systems.damage.front_right_wing", 0.02),
        (PacketId.CarDamage, "CarDamageData[2].RearWingDamage", 3, "systems.damage.rear_wing", 0.03),
        (PacketId.CarDamage, "CarDamageData[2].FloorDamage", 4, "systems.damage.floor", 0.04),
        (PacketId.CarDamage, "CarDamageData[2].DiffuserDamage", 5, "systems.damage.diffuser", 0.05),
        (PacketId.CarDamage, "CarDamageData[2].SidepodDamage", 6, "systems.damage.sidepod", 0.06),
        (PacketId.CarDamage, "CarDamageData[2].GearBoxDamage", 7, "systems.damage.gearbox", 0.07),
        (PacketId.CarDamage, "CarDamageData[2].EngineDamage", 8, "systems.damage.engine", 0.08),
        (PacketId.CarDamage, "CarDamageData[2].EngineMGUHWear", 9, "systems.damage.power_unit_wear.mguh", 0.09),
        (PacketId.CarDamage, "CarDamageData[2].EngineESWear", 10, "systems.damage.power_unit_wear.energy_store", 0.10),
        (PacketId.CarDamage, "CarDamageData[2].EngineCEWear", 11, "systems.damage.power_unit_wear.control_electronics", 0.11),
        (PacketId.CarDamage, "CarDamageData[2].EngineICEWear", 12, "systems.damage.power_unit_wear.combustion_engine", 0.12),
        (PacketId.CarDamage, "CarDamageData[2].EngineMGUKWear", 13, "systems.damage.power_unit_wear.mguk", 0.13),
        (PacketId.CarDamage, "CarDamageData[2].EngineTCWear", 14, "systems.damage.power_unit_wear.turbocharger", 0.14),
        (PacketId.Motion, "CarMotionData[2].WorldPositionX", -120.5, "map_position.x", -120.5),
        (PacketId.Motion, "CarMotionData[2].WorldPositionZ", 340.5, "map_position.y", 340.5),
    ];

    private static readonly (PacketId Kind, string Field, string Path)[] Switches =
    [
        (PacketId.CarTelemetry, "CarTelemetryData[2].Drs", "systems.overtaking.drs_open"),
        (PacketId.CarStatus, "CarStatusData[2].DrsAllowed", "systems.overtaking.drs_allowed"),
        (PacketId.CarTelemetry2, "CarTelemetry2Data[2].ActiveAeroMode", "systems.overtaking.straight_line_mode"),
        (PacketId.CarTelemetry2, "CarTelemetry2Data[2].ActiveAeroAvailable", "systems.overtaking.straight_line_mode_allowed"),
        (PacketId.CarTelemetry2, "CarTelemetry2Data[2].OvertakeActive", "systems.overtaking.overtake_mode"),
        (PacketId.CarTelemetry2, "CarTelemetry2Data[2].OvertakeAvailable", "systems.overtaking.overtake_mode_allowed"),
        (PacketId.CarDamage, "CarDamageData[2].DrsFault", "systems.damage.drs_fault"),
        (PacketId.CarDamage, "CarDamageData[2].ErsFault", "systems.damage.ers_fault"),
        (PacketId.CarDamage, "CarDamageData[2].EngineBlown", "systems.damage.engine_failed"),
    ];

    // The game counts its wheels from the rear left; the documents from the front left.
    private static readonly (PacketId Kind, string Field, double First, string Path, double Scale)[] Wheels =
    [
        (PacketId.CarDamage, "CarDamageData[2].TyresWear", 11, "tire.wheel_wear", 0.01),
        (PacketId.CarDamage, "CarDamageData[2].TyresDamage", 21, "systems.damage.tyres", 0.01),
        (PacketId.CarDamage, "CarDamageData[2].TyreBlisters", 31, "systems.damage.tyre_blisters", 0.01),
        (PacketId.CarDamage, "CarDamageData[2].BrakesDamage", 41, "systems.damage.brakes", 0.01),
        (PacketId.CarTelemetry, "CarTelemetryData[2].TyresSurfaceTemperature", 91, "tire.wheel_temperature", 1),
        (PacketId.CarTelemetry, "CarTelemetryData[2].TyresInnerTemperature", 101, "systems.tyres.inner_temperature", 1),
        (PacketId.CarTelemetry, "CarTelemetryData[2].TyresPressure", 21, "systems.tyres.pressure", 1),
        (PacketId.CarTelemetry, "CarTelemetryData[2].BrakesTemperature", 501, "systems.tyres.brake_temperature", 1),
    ];

    [Fact]
    public async Task Document_OfWhatTheGameMeasuresInACar_HasAllOfIt()
    {
        var (pipeline, scene) = await BeginAsync();
        foreach (var number in Numbers)
        {
            scene.Set(number.Kind, number.Field, number.Wire);
        }

        foreach (var on in Switches)
        {
            scene.Set(on.Kind, on.Field, 1);
        }

        foreach (var wheels in Wheels)
        {
            Enumerable.Range(0, 4).ToList().ForEach(w => scene.Set(wheels.Kind, $"{wheels.Field}[{w}]", wheels.First + w));
        }

        scene.Play(2);
        var car = Document(pipeline, ViewDocument.Telemetry).GetProperty("cars").EnumerateArray()
            .Single(c => c.GetProperty("car_id").GetString() == scene.State.Cars[Slot].CarId);

        Assert.All(Numbers, n => Assert.Equal(n.Expected, At(car, n.Path).GetDouble(), 1e-6));
        Assert.All(Switches, s => Assert.True(At(car, s.Path).GetBoolean(), s.Path));
        Assert.All(Wheels, w => Assert.Equal(
            new[] { 2, 3, 0, 1 }.Select(i => (w.First + i) * w.Scale),
            At(car, w.Path).EnumerateArray().Select(v => v.GetDouble()),
            (a, b) => Math.Abs(a - b) < 1e-6));
    }

    [Fact]
    public async Task Document_OfTheSession_HasForecastAndTheGamesOwnPitWindowApart()
    {
        var (pipeline, scene) = await BeginAsync();
        scene.Set(PacketId.Session, "PitStopWindowIdealLap", 3).Set(PacketId.Session, "PitStopWindowLatestLap", 4).Set(PacketId.Session, "PitStopRejoinPosition", 5);
        scene.Set(PacketId.Session, "NumWeatherForecastSamples", 2).Set(PacketId.Session, "WeatherForecastSamples[1].SessionType", 15);
        scene.Set(PacketId.Session, "WeatherForecastSamples[1].TimeOffset", 10).Set(PacketId.Session, "WeatherForecastSamples[1].Weather", 4);
        scene.Set(PacketId.Session, "WeatherForecastSamples[1].TrackTemperature", 31).Set(PacketId.Session, "WeatherForecastSamples[1].AirTemperature", 21);
        scene.Set(PacketId.Session, "WeatherForecastSamples[1].RainPercentage", 65).Play(2);
        var session = Document(pipeline, ViewDocument.Telemetry).GetProperty("session");
        var sample = session.GetProperty("weather_forecast")[1];

        Assert.Equal((3, 4, 5), (At(session, "pit_window_hint.ideal_lap").GetInt32(), At(session, "pit_window_hint.latest_lap").GetInt32(), At(session, "pit_window_hint.rejoin_position").GetInt32()));
        Assert.Equal((10, 31, 21, 0.65), (sample.GetProperty("offset_minutes").GetDouble(), sample.GetProperty("temperature").GetDouble(), sample.GetProperty("air_temperature").GetDouble(), sample.GetProperty("rain_probability").GetDouble()));
        // The twin's own window stands where it always does, whatever the game says.
        Assert.NotEqual(JsonValueKind.Undefined, At(Document(pipeline, ViewDocument.CarTwin), "strategy_metrics.optimal_pit_window").ValueKind);
    }

    [Fact]
    public async Task Document_OfOurCar_HasItsSetUpAndItsSetsOfTyres()
    {
        var (pipeline, scene) = await BeginAsync();
        var player = scene.Header.PlayerCarIndex;
        scene.Set(PacketId.CarSetups, $"CarSetups[{player}].FrontWing", 31).Set(PacketId.CarSetups, $"CarSetups[{player}].RearWing", 27);
        scene.Set(PacketId.CarSetups, $"CarSetups[{player}].BrakeBias", 57).Set(PacketId.CarSetups, $"CarSetups[{player}].FuelLoad", 99.5);
        scene.Set(PacketId.TyreSets, "TyreSetData[0].Wear", 12).Set(PacketId.TyreSets, "TyreSetData[0].LapDeltaTime", -350).Play(3);
        var twin = Document(pipeline, ViewDocument.CarTwin);

        Assert.Equal((31, 27, 0.57, 99.5), (At(twin, "setup.front_wing").GetInt32(), At(twin, "setup.rear_wing").GetInt32(), At(twin, "setup.brake_bias").GetDouble(), At(twin, "setup.fuel_load").GetDouble()));
        Assert.Equal((20, 0.12, -0.35), (twin.GetProperty("tyre_sets").GetArrayLength(), twin.GetProperty("tyre_sets")[0].GetProperty("wear").GetDouble(), twin.GetProperty("tyre_sets")[0].GetProperty("lap_delta").GetDouble()));
    }

    private static async Task<(SessionPipeline Pipeline, GameScene Scene)> BeginAsync()
    {
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        var heard = new Assembling { Then = frame => pipeline.Apply(frame) };
        return (pipeline, (await GameScene.FromAsync(50, new GameEmulatorOptions { Format = 2026, PlayerCarId = "7" }, heard)).Play(0.5));
    }

    private static JsonElement Document(SessionPipeline pipeline, ViewDocument which)
    {
        using var document = JsonDocument.Parse(pipeline.Current.Document(which, SchemaVersion.Version110)!.Value);
        return document.RootElement.Clone();
    }

    private static JsonElement At(JsonElement json, string path) => path.Split('.').Aggregate(json, (at, name) => at.GetProperty(name));
}
