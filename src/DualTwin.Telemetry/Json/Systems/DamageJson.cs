using System.Text.Json;
using DualTwin.Telemetry.Systems;

namespace DualTwin.Telemetry.Json.Systems;

/// <summary>Writes a car's damage and wear.</summary>
internal static class DamageJson
{
    private static readonly JsonEncodedText Damage = Encode("damage");
    private static readonly JsonEncodedText Tyres = Encode("tyres");
    private static readonly JsonEncodedText Blisters = Encode("tyre_blisters");
    private static readonly JsonEncodedText Brakes = Encode("brakes");
    private static readonly JsonEncodedText FrontLeftWing = Encode("front_left_wing");
    private static readonly JsonEncodedText FrontRightWing = Encode("front_right_wing");
    private static readonly JsonEncodedText RearWing = Encode("rear_wing");
    private static readonly JsonEncodedText Floor = Encode("floor");
    private static readonly JsonEncodedText Diffuser = Encode("diffuser");
    private static readonly JsonEncodedText Sidepod = Encode("sidepod");
    private static readonly JsonEncodedText Gearbox = Encode("gearbox");
    private static readonly JsonEncodedText Engine = Encode("engine");
    private static readonly JsonEncodedText PowerUnitWear = Encode("power_unit_wear");
    private static readonly JsonEncodedText Mguh = Encode("mguh");
    private static readonly JsonEncodedText EnergyStore = Encode("energy_store");
    private static readonly JsonEncodedText ControlElectronics = Encode("control_electronics");
    private static readonly JsonEncodedText CombustionEngine = Encode("combustion_engine");
    private static readonly JsonEncodedText Mguk = Encode("mguk");
    private static readonly JsonEncodedText Turbocharger = Encode("turbocharger");
    private static readonly JsonEncodedText DrsFault = Encode("drs_fault");
    private static readonly JsonEncodedText ErsFault = Encode("ers_fault");
    private static readonly JsonEncodedText EngineFailed = Encode("engine_failed");

    public static void Write(Utf8JsonWriter writer, CarDamage? damage)
    {
        if (damage is null)
        {
            writer.WriteNull(Damage);
            return;
        }

        writer.WriteStartObject(Damage);
        WheelsJson.Write(writer, Tyres, damage.Tyres, 2);
        WheelsJson.Write(writer, Blisters, damage.Blisters, 2);
        WheelsJson.Write(writer, Brakes, damage.Brakes, 2);
        Share(writer, FrontLeftWing, damage.FrontLeftWing);
        Share(writer, FrontRightWing, damage.FrontRightWing);
        Share(writer, RearWing, damage.RearWing);
        Share(writer, Floor, damage.Floor);
        Share(writer, Diffuser, damage.Diffuser);
        Share(writer, Sidepod, damage.Sidepod);
        Share(writer, Gearbox, damage.Gearbox);
        Share(writer, Engine, damage.Engine);
        WritePowerUnit(writer, damage.PowerUnit);
        OptionalJson.Write(writer, DrsFault, damage.DrsFault);
        OptionalJson.Write(writer, ErsFault, damage.ErsFault);
        OptionalJson.Write(writer, EngineFailed, damage.EngineFailed);
        writer.WriteEndObject();
    }

    private static void WritePowerUnit(Utf8JsonWriter writer, PowerUnitWear? wear)
    {
        if (wear is null)
        {
            writer.WriteNull(PowerUnitWear);
            return;
        }

        writer.WriteStartObject(PowerUnitWear);
        Share(writer, Mguh, wear.Mguh);
        Share(writer, EnergyStore, wear.EnergyStore);
        Share(writer, ControlElectronics, wear.ControlElectronics);
        Share(writer, CombustionEngine, wear.CombustionEngine);
        Share(writer, Mguk, wear.Mguk);
        Share(writer, Turbocharger, wear.Turbocharger);
        writer.WriteEndObject();
    }

    private static void Share(Utf8JsonWriter writer, JsonEncodedText name, double? value) => FixedDecimal.Write(writer, name, value, 3);

    private static JsonEncodedText Encode(string name) => JsonEncodedText.Encode(name);
}
