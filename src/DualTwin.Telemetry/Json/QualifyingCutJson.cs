using System.Text.Json;
using DualTwin.Telemetry.State;

namespace DualTwin.Telemetry.Json;

/// <summary>Writes where a part of a qualifying cuts.</summary>
internal static class QualifyingCutJson
{
    private static readonly JsonEncodedText CutOff = JsonEncodedText.Encode("cut_off");
    private static readonly JsonEncodedText Places = JsonEncodedText.Encode("places");
    private static readonly JsonEncodedText Out = JsonEncodedText.Encode("out");
    private static readonly JsonEncodedText Behind = JsonEncodedText.Encode("behind");

    public static void Write(Utf8JsonWriter writer, QualifyingCut? cut)
    {
        if (cut is null)
        {
            writer.WriteNull(CutOff);
            return;
        }

        writer.WriteStartObject(CutOff);
        writer.WriteNumber(Places, cut.Places);
        writer.WriteString(SnapshotNames.CarId, cut.CarId);
        FixedDecimal.WriteSeconds(writer, SnapshotNames.LapTime, cut.LapTime);
        writer.WriteStartArray(Out);
        foreach (var car in cut.Out)
        {
            writer.WriteStartObject();
            writer.WriteString(SnapshotNames.CarId, car.CarId);
            FixedDecimal.WriteSeconds(writer, Behind, car.Behind);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
