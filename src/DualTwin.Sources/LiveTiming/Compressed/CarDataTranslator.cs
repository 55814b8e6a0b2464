using System.Text.Json;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Systems;

namespace DualTwin.Sources.LiveTiming.Compressed;

/// <summary>
/// Translates CarData: speed, engine speed, gear, throttle and brake of all cars. A message holds some three samples of the last
/// second; the newest is what the cars do now, and it alone is told.
/// </summary>
internal sealed class CarDataTranslator(FeedReader reader, CarBook cars)
{
    // The feed's numbers of its channels; 45, the flap of the rear wing, ended with the rules of 2025.
    private static ReadOnlySpan<byte> EngineRpm => "0"u8;

    private static ReadOnlySpan<byte> Speed => "2"u8;

    private static ReadOnlySpan<byte> Gear => "3"u8;

    private static ReadOnlySpan<byte> Throttle => "4"u8;

    private static ReadOnlySpan<byte> Brake => "5"u8;

    public void Translate(JsonElement data, FrameDraft draft)
    {
        if (Newest(data, "Entries"u8) is not { } sample || !sample.TryGetProperty("Cars"u8, out var lines) || !reader.IsObject(lines))
        {
            return;
        }

        draft.MeasuredAt = reader.Instant(sample, "Utc"u8) ?? draft.MeasuredAt;
        foreach (var line in lines.EnumerateObject())
        {
            if (cars.Of(line) is { } car && reader.IsObject(line.Value)
                && line.Value.TryGetProperty("Channels"u8, out var channels) && reader.IsObject(channels))
            {
                draft.Cars.Add(Translate(car, channels));
            }
        }
    }

    /// <summary>The last of the samples in the list called <paramref name="name"/>; null where there is none.</summary>
    internal static JsonElement? Newest(JsonElement data, ReadOnlySpan<byte> name) =>
        data.TryGetProperty(name, out var samples) && samples.ValueKind == JsonValueKind.Array && samples.GetArrayLength() is > 0 and var count
            && samples[count - 1] is { ValueKind: JsonValueKind.Object } newest
            ? newest
            : null;

    private CarUpdate Translate(CarMemory car, JsonElement channels) => new()
    {
        CarId = car.CarId,
        SpeedKph = reader.Number(channels, Speed, 0, 400),
        Systems = new CarSystems
        {
            Inputs = new DriverInputs(
                Pedal(channels, Throttle), Pedal(channels, Brake), Steer: null, reader.Whole(channels, Gear, 0, 8), reader.Whole(channels, EngineRpm, 0, 20_000)),
        },
    };

    // In per cent. The feed says 104 where a car's sensor says nothing.
    private double? Pedal(JsonElement channels, ReadOnlySpan<byte> name) =>
        reader.Number(channels, name, 0, 104) is { } percent and <= 100 ? percent / 100 : null;
}
