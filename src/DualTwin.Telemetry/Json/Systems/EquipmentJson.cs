using System.Text.Json;
using DualTwin.Telemetry.Systems;

namespace DualTwin.Telemetry.Json.Systems;

/// <summary>Writes what a car has to race with: its set-up and its sets of tyres.</summary>
public static class EquipmentJson
{
    private static readonly JsonEncodedText Setup = Encode("setup");
    private static readonly JsonEncodedText FrontWing = Encode("front_wing");
    private static readonly JsonEncodedText RearWing = Encode("rear_wing");
    private static readonly JsonEncodedText BrakeBias = Encode("brake_bias");
    private static readonly JsonEncodedText Pressure = Encode("tyre_pressure");
    private static readonly JsonEncodedText FuelLoad = Encode("fuel_load");
    private static readonly JsonEncodedText TyreSets = Encode("tyre_sets");
    private static readonly JsonEncodedText Available = Encode("available");
    private static readonly JsonEncodedText Fitted = Encode("fitted");
    private static readonly JsonEncodedText Wear = Encode("wear");
    private static readonly JsonEncodedText LifeLaps = Encode("life_laps");
    private static readonly JsonEncodedText LapDelta = Encode("lap_delta");

    /// <summary>Writes <c>setup</c> and <c>tyre_sets</c>, each null where nothing is known.</summary>
    public static void Write(Utf8JsonWriter writer, CarSystems systems)
    {
        WriteSetup(writer, systems.Setup);
        if (systems.TyreSets is not { } list)
        {
            writer.WriteNull(TyreSets);
            return;
        }

        writer.WriteStartArray(TyreSets);
        foreach (var set in list.Sets)
        {
            WriteSet(writer, set);
        }

        writer.WriteEndArray();
    }

    private static void WriteSetup(Utf8JsonWriter writer, CarSetup? setup)
    {
        if (setup is null)
        {
            writer.WriteNull(Setup);
            return;
        }

        writer.WriteStartObject(Setup);
        OptionalJson.Write(writer, FrontWing, setup.FrontWing);
        OptionalJson.Write(writer, RearWing, setup.RearWing);
        FixedDecimal.Write(writer, BrakeBias, setup.BrakeBias, 2);
        WheelsJson.Write(writer, Pressure, setup.TyrePressurePsi, 1);
        FixedDecimal.Write(writer, FuelLoad, setup.FuelLoadKg, 1);
        writer.WriteEndObject();
    }

    private static void WriteSet(Utf8JsonWriter writer, TyreSet set)
    {
        writer.WriteStartObject();
        writer.WriteString(SnapshotNames.Compound, SchemaNames.Of(set.Compound));
        writer.WriteString(SnapshotNames.CompoundName, set.CompoundName);
        FixedDecimal.Write(writer, Wear, set.Wear, 3);
        writer.WriteBoolean(Available, set.Available);
        writer.WriteBoolean(Fitted, set.Fitted);
        OptionalJson.Write(writer, LifeLaps, set.LifeLaps);
        FixedDecimal.WriteSeconds(writer, LapDelta, set.LapDelta);
        writer.WriteEndObject();
    }

    private static JsonEncodedText Encode(string name) => JsonEncodedText.Encode(name);
}
