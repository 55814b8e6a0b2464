using System.Globalization;
using System.Text.Json;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.LiveTiming;

/// <summary>Translates DriverList: who drives what.</summary>
internal sealed class DriverListTranslator(FeedReader reader, CarBook cars)
{
    public void Translate(JsonElement data, FrameDraft draft)
    {
        foreach (var line in data.EnumerateObject())
        {
            if (cars.Of(line) is { } car && reader.IsObject(line.Value) && Translate(car, line.Value) is { } update)
            {
                draft.Cars.Add(update);
            }
        }
    }

    private CarUpdate? Translate(CarMemory car, JsonElement line)
    {
        var named = car.Names.Apply(
            reader.Text(line, "FirstName"u8),
            reader.Text(line, "LastName"u8),
            reader.Text(line, "FullName"u8) ?? reader.Text(line, "BroadcastName"u8));
        var code = reader.Text(line, "Tla"u8);
        var team = reader.Text(line, "TeamName"u8);
        var colour = reader.Text(line, "TeamColour"u8);
        if (!named && code is null && team is null && colour is null)
        {
            return null;
        }

        return new CarUpdate
        {
            CarId = car.CarId,
            RaceNumber = int.TryParse(car.CarId, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
            Driver = named ? car.Names.Name : null,
            DriverCode = code,
            Team = team,
            TeamColour = colour?.ToUpperInvariant(),
        };
    }
}
