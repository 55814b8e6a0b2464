using System.Text.Json;
using DualTwin.Telemetry.Systems;

namespace DualTwin.Telemetry.Json.Systems;

/// <summary>Writes the parts of a car's systems that change all the time.</summary>
internal static class ReadingsJson
{
    private static readonly string[] FuelMixes = ["lean", "standard", "rich", "max"];
    private static readonly string[] DeployModes = ["none", "medium", "hotlap", "overtake"];
    private static readonly JsonEncodedText Tyres = Encode("tyres");
    private static readonly JsonEncodedText InnerTemperature = Encode("inner_temperature");
    private static readonly JsonEncodedText Pressure = Encode("pressure");
    private static readonly JsonEncodedText BrakeTemperature = Encode("brake_temperature");
    private static readonly JsonEncodedText Fuel = Encode("fuel");
    private static readonly JsonEncodedText LapsRemaining = Encode("laps_remaining");
    private static readonly JsonEncodedText Mix = Encode("mix");
    private static readonly JsonEncodedText Energy = Encode("energy");
    private static readonly JsonEncodedText Store = Encode("store");
    private static readonly JsonEncodedText Mode = Encode("deploy_mode");
    private static readonly JsonEncodedText HarvestedMguk = Encode("harvested_mguk");
    private static readonly JsonEncodedText HarvestedMguh = Encode("harvested_mguh");
    private static readonly JsonEncodedText Deployed = Encode("deployed");
    private static readonly JsonEncodedText HarvestLimit = Encode("harvest_limit");
    private static readonly JsonEncodedText Inputs = Encode("inputs");
    private static readonly JsonEncodedText Throttle = Encode("throttle");
    private static readonly JsonEncodedText Brake = Encode("brake");
    private static readonly JsonEncodedText Steer = Encode("steer");
    private static readonly JsonEncodedText Gear = Encode("gear");
    private static readonly JsonEncodedText EngineRpm = Encode("engine_rpm");
    private static readonly JsonEncodedText Overtaking = Encode("overtaking");
    private static readonly JsonEncodedText DrsOpen = Encode("drs_open");
    private static readonly JsonEncodedText DrsAllowed = Encode("drs_allowed");
    private static readonly JsonEncodedText StraightLineMode = Encode("straight_line_mode");
    private static readonly JsonEncodedText StraightLineModeAllowed = Encode("straight_line_mode_allowed");
    private static readonly JsonEncodedText OvertakeMode = Encode("overtake_mode");
    private static readonly JsonEncodedText OvertakeModeAllowed = Encode("overtake_mode_allowed");
    private static readonly JsonEncodedText Penalties = Encode("penalties");
    private static readonly JsonEncodedText Time = Encode("time");
    private static readonly JsonEncodedText Warnings = Encode("warnings");
    private static readonly JsonEncodedText TrackLimitWarnings = Encode("track_limit_warnings");
    private static readonly JsonEncodedText DriveThroughs = Encode("drive_throughs_to_serve");
    private static readonly JsonEncodedText StopGos = Encode("stop_gos_to_serve");

    public static void Write(Utf8JsonWriter writer, TyreReadings? tyres)
    {
        if (!Begin(writer, Tyres, tyres))
        {
            return;
        }

        WheelsJson.Write(writer, InnerTemperature, tyres!.InnerTemperatureCelsius, 1);
        WheelsJson.Write(writer, Pressure, tyres.PressurePsi, 2);
        WheelsJson.Write(writer, BrakeTemperature, tyres.BrakeTemperatureCelsius, 1);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, FuelReadings? fuel)
    {
        if (!Begin(writer, Fuel, fuel))
        {
            return;
        }

        FixedDecimal.Write(writer, LapsRemaining, fuel!.LapsRemaining, 2);
        writer.WriteString(Mix, fuel.Mix is { } mix ? FuelMixes[(int)mix] : null);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, EnergyStore? energy)
    {
        if (!Begin(writer, Energy, energy))
        {
            return;
        }

        FixedDecimal.Write(writer, Store, energy!.StoreJoules, 0);
        writer.WriteString(Mode, energy.DeployMode is { } mode ? DeployModes[(int)mode] : null);
        FixedDecimal.Write(writer, HarvestedMguk, energy.HarvestedMgukJoules, 0);
        FixedDecimal.Write(writer, HarvestedMguh, energy.HarvestedMguhJoules, 0);
        FixedDecimal.Write(writer, Deployed, energy.DeployedJoules, 0);
        FixedDecimal.Write(writer, HarvestLimit, energy.HarvestLimitJoules, 0);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, DriverInputs? inputs)
    {
        if (!Begin(writer, Inputs, inputs))
        {
            return;
        }

        FixedDecimal.Write(writer, Throttle, inputs!.Throttle, 2);
        FixedDecimal.Write(writer, Brake, inputs.Brake, 2);
        FixedDecimal.Write(writer, Steer, inputs.Steer, 2);
        OptionalJson.Write(writer, Gear, inputs.Gear);
        OptionalJson.Write(writer, EngineRpm, inputs.EngineRpm);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, OvertakeAids? aids)
    {
        if (!Begin(writer, Overtaking, aids))
        {
            return;
        }

        OptionalJson.Write(writer, DrsOpen, aids!.DrsOpen);
        OptionalJson.Write(writer, DrsAllowed, aids.DrsAllowed);
        OptionalJson.Write(writer, StraightLineMode, aids.StraightLineMode);
        OptionalJson.Write(writer, StraightLineModeAllowed, aids.StraightLineModeAllowed);
        OptionalJson.Write(writer, OvertakeMode, aids.OvertakeModeOn);
        OptionalJson.Write(writer, OvertakeModeAllowed, aids.OvertakeModeAllowed);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, CarPenalties? penalties)
    {
        if (!Begin(writer, Penalties, penalties))
        {
            return;
        }

        OptionalJson.Write(writer, Time, penalties!.TimeSeconds);
        OptionalJson.Write(writer, Warnings, penalties.Warnings);
        OptionalJson.Write(writer, TrackLimitWarnings, penalties.TrackLimitWarnings);
        OptionalJson.Write(writer, DriveThroughs, penalties.DriveThroughsToServe);
        OptionalJson.Write(writer, StopGos, penalties.StopGosToServe);
        writer.WriteEndObject();
    }

    private static bool Begin(Utf8JsonWriter writer, JsonEncodedText name, object? part)
    {
        if (part is null)
        {
            writer.WriteNull(name);
            return false;
        }

        writer.WriteStartObject(name);
        return true;
    }

    private static JsonEncodedText Encode(string name) => JsonEncodedText.Encode(name);
}
