using System.Text.Json;
using DualTwin.Telemetry.Systems;

namespace DualTwin.Telemetry.Json.Systems;

/// <summary>Writes what only a source inside the car measures; null for a car of which nothing of the kind is known.</summary>
public static class SystemsJson
{
    private static readonly JsonEncodedText Systems = JsonEncodedText.Encode("systems");
    private static readonly JsonEncodedText Restricted = JsonEncodedText.Encode("restricted");

    /// <summary>Writes <c>systems</c>: all parts but the set-up and the tyre sets, which change seldom and are long.</summary>
    public static void Write(Utf8JsonWriter writer, CarSystems systems)
    {
        if (ReferenceEquals(systems, CarSystems.Unknown))
        {
            writer.WriteNull(Systems);
            return;
        }

        writer.WriteStartObject(Systems);
        OptionalJson.Write(writer, Restricted, systems.Restricted);
        ReadingsJson.Write(writer, systems.Tyres);
        ReadingsJson.Write(writer, systems.Fuel);
        ReadingsJson.Write(writer, systems.Energy);
        ReadingsJson.Write(writer, systems.Inputs);
        ReadingsJson.Write(writer, systems.Overtaking);
        ReadingsJson.Write(writer, systems.Penalties);
        DamageJson.Write(writer, systems.Damage);
        writer.WriteEndObject();
    }
}
