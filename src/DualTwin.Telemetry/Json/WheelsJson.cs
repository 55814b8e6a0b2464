using System.Text.Json;
using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Json;

/// <summary>Writes one value per wheel: front left, front right, rear left, rear right.</summary>
internal static class WheelsJson
{
    public static void Write(Utf8JsonWriter writer, JsonEncodedText name, Wheels? wheels, int decimals)
    {
        if (wheels is not { } w)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartArray(name);
        FixedDecimal.WriteValue(writer, w.FrontLeft, decimals);
        FixedDecimal.WriteValue(writer, w.FrontRight, decimals);
        FixedDecimal.WriteValue(writer, w.RearLeft, decimals);
        FixedDecimal.WriteValue(writer, w.RearRight, decimals);
        writer.WriteEndArray();
    }
}
