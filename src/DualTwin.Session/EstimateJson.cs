using System.Text.Json;
using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.Json;

namespace DualTwin.Session;

/// <summary>
/// Writes an estimate with its uncertainty: mean, and the bounds of the 80 % interval, none of them outside what is possible.
/// </summary>
internal static class EstimateJson
{
    private static readonly JsonEncodedText Mean = JsonEncodedText.Encode("mean");

    public static void Write(
        Utf8JsonWriter writer,
        JsonEncodedText name,
        Estimate? estimate,
        int decimals,
        double min = double.NegativeInfinity,
        double max = double.PositiveInfinity)
    {
        if (estimate is not { } e)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        FixedDecimal.Write(writer, Mean, Math.Clamp(e.Mean, min, max), decimals);
        FixedDecimal.Write(writer, TwinNames.P10, Math.Clamp(e.P10, min, max), decimals);
        FixedDecimal.Write(writer, TwinNames.P90, Math.Clamp(e.P90, min, max), decimals);
        writer.WriteEndObject();
    }
}
