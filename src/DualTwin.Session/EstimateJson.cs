using System.Text.Json;
using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.Json;

namespace DualTwin.Session;

/// <summary>Writes an estimate with its uncertainty: mean, and the bounds of the 80 % interval.</summary>
internal static class EstimateJson
{
    private static readonly JsonEncodedText Mean = JsonEncodedText.Encode("mean");
    private static readonly JsonEncodedText P10 = JsonEncodedText.Encode("p10");
    private static readonly JsonEncodedText P90 = JsonEncodedText.Encode("p90");

    public static void Write(Utf8JsonWriter writer, JsonEncodedText name, Estimate? estimate, int decimals)
    {
        if (estimate is not { } e)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        FixedDecimal.Write(writer, Mean, e.Mean, decimals);
        FixedDecimal.Write(writer, P10, e.P10, decimals);
        FixedDecimal.Write(writer, P90, e.P90, decimals);
        writer.WriteEndObject();
    }
}
