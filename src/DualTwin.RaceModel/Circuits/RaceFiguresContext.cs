using System.Text.Json.Serialization;

namespace DualTwin.RaceModel.Circuits;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(RaceFigures))]
internal sealed partial class RaceFiguresContext : JsonSerializerContext;
