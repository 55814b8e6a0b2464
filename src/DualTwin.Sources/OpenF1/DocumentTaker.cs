using System.Globalization;
using System.Text.Json;
using DualTwin.Sources.LiveTiming;
using DualTwin.Sources.OpenF1.Documents;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.OpenF1;

/// <summary>Puts documents into their places: of each document the newest version counts, whatever the order in which they come.</summary>
internal sealed class DocumentTaker(DocumentReader reader)
{
    // A race weekend's longest sessions carry a few hundred messages, and no car makes so many visits to the pits.
    private const int MostMessages = 10_000;
    private const int MostStints = 64;

    /// <summary>The session that a document of the collection <c>sessions</c> describes; null, and counted, where it describes none.</summary>
    public SessionDocument? Session(JsonElement document)
    {
        if (reader.Needed(reader.Whole(document, "session_key"u8, 1, int.MaxValue)) is not { } key)
        {
            return null;
        }

        var (type, name) = (reader.Text(document, "session_type"u8), reader.Text(document, "session_name"u8));
        var kind = FeedSessionKind.Of(type, name);
        if (kind is null && (type ?? name) is not null)
        {
            reader.Refuse(OpenF1Refusal.UnknownValue);
        }

        return new SessionDocument(
            key,
            reader.Whole(document, "meeting_key"u8, 1, int.MaxValue),
            kind?.Type,
            kind?.Kind,
            reader.Text(document, "circuit_short_name"u8),
            reader.Instant(document, "date_start"u8),
            reader.Instant(document, "date_end"u8));
    }

    /// <summary>Takes a document of the collection <paramref name="collection"/>, which is one of a session's.</summary>
    public Taken Take(SessionDocuments session, string collection, JsonElement document, DateTimeOffset now)
    {
        var version = new DocumentVersion(document.TryGetProperty("_id"u8, out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) ? number : null);
        return collection switch
        {
            OpenF1Collections.RaceControl => Message(session, document, now),
            OpenF1Collections.Weather => Weather(session, document, version, now),
            _ => reader.CarId(document) is { } carId ? OfCar(session, collection, carId, document, version, now) : default,
        };
    }

    /// <summary>Takes the name of the session's meeting from a document of the collection <c>meetings</c>.</summary>
    public bool Meeting(SessionDocuments session, JsonElement document)
    {
        if (reader.Whole(document, "meeting_key"u8, 1, int.MaxValue) is not { } key || key != session.Session.Meeting)
        {
            return false;
        }

        session.MeetingName = reader.Text(document, "meeting_name"u8) ?? session.MeetingName;
        return true;
    }

    private Taken OfCar(SessionDocuments session, string collection, string carId, JsonElement document, DocumentVersion version, DateTimeOffset now)
    {
        if (session.Of(carId) is not { } car)
        {
            reader.Refuse(OpenF1Refusal.TooMany);
            return default;
        }

        var at = collection switch
        {
            OpenF1Collections.Drivers => Driver(car, document, version),
            OpenF1Collections.Position => Position(car, document, version, now),
            OpenF1Collections.Intervals => Gap(car, document, version, now),
            OpenF1Collections.Laps => Lap(car, document, version, now),
            OpenF1Collections.Pit => Pit(car, document, version, now),
            _ => Stint(car, document, version),
        };
        return new Taken(at, car, null);
    }

    private DateTimeOffset? Driver(CarDocuments car, JsonElement document, DocumentVersion version)
    {
        var (first, last) = (reader.Text(document, "first_name"u8), reader.Text(document, "last_name"u8));
        var driver = new DriverDocument(
            first is not null && last is not null ? $"{first} {last}" : reader.Text(document, "full_name"u8) ?? reader.Text(document, "broadcast_name"u8),
            reader.Text(document, "name_acronym"u8),
            reader.Text(document, "team_name"u8),
            reader.Text(document, "team_colour"u8)?.ToUpperInvariant());
        if (car.Driver is not { } known || version.IsAfter(known.Version))
        {
            car.Driver = new Slot<DriverDocument>(driver, car.Driver is { } before ? version.Over(before.Version) : version);
        }

        return null;
    }

    private DateTimeOffset? Position(CarDocuments car, JsonElement document, DocumentVersion version, DateTimeOffset now)
    {
        if (Date(document, now) is not { } date || reader.Needed(reader.Whole(document, "position"u8, 1, 100)) is not { } position)
        {
            return null;
        }

        car.Position = new Latest<int>(date, version, position).Over(car.Position);
        return date;
    }

    private DateTimeOffset? Gap(CarDocuments car, JsonElement document, DocumentVersion version, DateTimeOffset now)
    {
        if (Date(document, now) is not { } date)
        {
            return null;
        }

        var gap = new GapDocument(reader.Gap(document, "gap_to_leader"u8), reader.Gap(document, "interval"u8));
        car.Gap = new Latest<GapDocument>(date, version, gap).Over(car.Gap);
        return date;
    }

    private DateTimeOffset? Lap(CarDocuments car, JsonElement document, DocumentVersion version, DateTimeOffset now)
    {
        if (reader.Needed(reader.Whole(document, "lap_number"u8, 1, DocumentReader.MostLaps)) is not { } number)
        {
            return null;
        }

        var lap = new LapDocument(
            number,
            reader.Past(document, "date_start"u8, now),
            reader.Seconds(document, "lap_duration"u8),
            new LapSectors(
                reader.Seconds(document, "duration_sector_1"u8),
                reader.Seconds(document, "duration_sector_2"u8),
                reader.Seconds(document, "duration_sector_3"u8)),
            reader.Flag(document, "is_pit_out_lap"u8) == true);
        car.Laps = car.Laps.Put(number, lap, version);
        return lap.NewestAt is { } at && at <= now ? at : lap.Start;
    }

    private DateTimeOffset? Pit(CarDocuments car, JsonElement document, DocumentVersion version, DateTimeOffset now)
    {
        if (reader.Needed(reader.Whole(document, "lap_number"u8, 1, DocumentReader.MostLaps)) is not { } lap)
        {
            return null;
        }

        // The lane's time had another name until late in 2025.
        var lane = reader.Seconds(document, "lane_duration"u8) ?? reader.Seconds(document, "pit_duration"u8);
        var pit = new PitDocument(lap, reader.Past(document, "date"u8, now), lane, reader.Seconds(document, "stop_duration"u8));
        if (car.Pits.Count >= MostStints && !car.Pits.ContainsKey(lap))
        {
            reader.Refuse(OpenF1Refusal.TooMany);
            return null;
        }

        car.Pits = car.Pits.Put(lap, pit, version);
        return pit.Date;
    }

    private DateTimeOffset? Stint(CarDocuments car, JsonElement document, DocumentVersion version)
    {
        if (reader.Needed(reader.Whole(document, "stint_number"u8, 1, MostStints)) is not { } number)
        {
            return null;
        }

        var compound = reader.Text(document, "compound"u8)?.ToUpperInvariant();
        var stint = new StintDocument(
            number,
            reader.Whole(document, "lap_start"u8, 1, DocumentReader.MostLaps),
            compound is null || compound.Contains(FeedStint.UnknownCompound, StringComparison.Ordinal) ? null : compound,
            reader.Whole(document, "tyre_age_at_start"u8, 0, DocumentReader.MostLaps));
        car.Stints = car.Stints.Put(number, stint, version);
        return null;
    }

    private Taken Message(SessionDocuments session, JsonElement document, DateTimeOffset now)
    {
        if (Date(document, now) is not { } date)
        {
            return default;
        }

        if (reader.Text(document, "message"u8) is not { } text)
        {
            reader.Refuse(OpenF1Refusal.MissingField);
            return default;
        }

        var car = reader.Whole(document, "driver_number"u8, 0, DocumentReader.MostLaps)?.ToString(CultureInfo.InvariantCulture);
        var message = new ControlMessage(
            date,
            text,
            reader.Text(document, "category"u8),
            reader.Text(document, "flag"u8)?.ToUpperInvariant(),
            reader.Text(document, "scope"u8),
            reader.Whole(document, "sector"u8, 0, 200),
            reader.Whole(document, "lap_number"u8, 0, DocumentReader.MostLaps),
            car,
            reader.Whole(document, "qualifying_phase"u8, 1, 3));
        if (session.Messages.Contains(message))
        {
            return new Taken(date, null, null);
        }

        if (session.Messages.Count >= MostMessages)
        {
            reader.Refuse(OpenF1Refusal.TooMany);
            return default;
        }

        session.Add(message);
        return new Taken(date, message.Deletion is { } deletion ? session.Find(deletion.CarId) : null, message);
    }

    private Taken Weather(SessionDocuments session, JsonElement document, DocumentVersion version, DateTimeOffset now)
    {
        if (Date(document, now) is not { } date)
        {
            return default;
        }

        var raining = reader.Flag(document, "rainfall"u8);
        var weather = new TrackUpdate
        {
            Raining = raining,
            Weather = raining switch { true => WeatherCondition.Rain, false => WeatherCondition.Sunny, null => null },
            TrackTemperatureCelsius = reader.Number(document, "track_temperature"u8, -10, 80),
            AirTemperatureCelsius = reader.Number(document, "air_temperature"u8, -10, 60),
            HumidityPercent = reader.Number(document, "humidity"u8, 0, 100),
            WindSpeedMetresPerSecond = reader.Number(document, "wind_speed"u8, 0, 100),
        };
        session.Weather = new Latest<TrackUpdate>(date, version, weather).Over(session.Weather);
        return new Taken(date, null, null);
    }

    private DateTimeOffset? Date(JsonElement document, DateTimeOffset now)
    {
        if (!document.TryGetProperty("date"u8, out var date) || date.ValueKind == JsonValueKind.Null)
        {
            reader.Refuse(OpenF1Refusal.MissingField);
            return null;
        }

        return reader.Past(document, "date"u8, now);
    }
}
