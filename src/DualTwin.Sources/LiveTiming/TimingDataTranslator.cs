using System.Text.Json;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.LiveTiming;

/// <summary>Translates TimingData: order, laps, gaps, sectors, pit lane and stopped cars.</summary>
internal sealed class TimingDataTranslator(FeedReader reader, CarBook cars, SessionMemory session)
{
    private const int Sectors = 3;
    private const int MostEntries = 100;

    private readonly TimingLine _line = new(reader);

    public void Translate(JsonElement data, FrameDraft draft)
    {
        if (data.TryGetProperty("SessionPart"u8, out var part) && reader.Whole(part, 1, 3) is { } number)
        {
            session.HasParts = true;
            draft.Session = (draft.Session ?? new SessionUpdate()) with
            {
                QualifyingPart = number,
                Type = session.Conclude(SessionType.Qualifying),
            };
        }

        if (data.TryGetProperty("NoEntries"u8, out var entries) && Places(entries) is { } places)
        {
            draft.Session = (draft.Session ?? new SessionUpdate()) with { QualifyingPlaces = places };
        }

        if (!data.TryGetProperty("Lines"u8, out var lines) || !reader.IsObject(lines))
        {
            return;
        }

        foreach (var line in lines.EnumerateObject())
        {
            if (cars.Of(line) is { } car && reader.IsObject(line.Value) && Translate(car, line.Value, draft.MeasuredAt) is { } update)
            {
                draft.Cars.Add(update);
            }
        }
    }

    // How many take part in each part. It is told whole, with the first message and each snapshot.
    private QualifyingPlaces? Places(JsonElement entries)
    {
        var places = default(QualifyingPlaces);
        var list = new FeedList(entries);
        while (list.MoveNext())
        {
            var count = reader.Whole(list.Element, 1, MostEntries);
            places = list.Index switch
            {
                1 => places with { AfterPart1 = count },
                2 => places with { AfterPart2 = count },
                _ => places,
            };
        }

        return places == default ? null : places;
    }

    private CarUpdate? Translate(CarMemory car, JsonElement element, DateTimeOffset now)
    {
        _line.Read(element);
        session.HasParts |= _line.HasParts;
        var leftPit = car.InPit == true && _line.InPit == false;
        Remember(car);
        session.LapsCounted |= _line.Count > 0;
        var sectors = ReadSectors(car, out var cleared);
        var lapsBefore = car.Laps.Completed;
        var context = new LapContext(
            session.CountsCurrentLap, car.InPit == true, car.PitOut, leftPit, session.IsOnFirstLap, car.Sectors);
        var news = car.Laps.Observe(_line.Count, _line.LastLap.Time, context, now);
        var update = new CarUpdate
        {
            CarId = car.CarId,
            Cleared = _line.Cleared | cleared,
            Position = _line.Position,
            LapsCompleted = news.Completed,
            LastLapTime = news.Time,
            LastLapSectors = LapSectors(car, sectors.Times, lapsBefore, context, news.Time),
            LastLapPace = _line.LastLap.Coloured || news.Time is not null
                ? car.LastLapPace(_line.LastLap.SessionBest, _line.LastLap.PersonalBest)
                : null,
            BestLapTime = _line.BestLap.Time,
            BestLap = BestLap(car),
            Sectors = sectors.Times,
            SectorPaces = sectors.Paces,
            GapToLeader = _line.GapToLeader,
            Interval = _line.Interval,
            InPit = _line.InPit,
            Stopped = _line.Stopped,
            Retired = _line.Retired,
            KnockedOut = _line.KnockedOut,
        };
        return SaysNothing(update) ? null : update;
    }

    private void Remember(CarMemory car)
    {
        if (_line.InPit is { } inPit)
        {
            car.SetInPit(inPit, session.VisitsCount);
        }

        // Outside races the number leaves visits out; in a race it tells of those that were not seen.
        if (_line.Stops is { } stops && !session.CountsCurrentLap)
        {
            car.Stints.AtLeast(stops);
        }

        car.PitOut = _line.PitOut ?? car.PitOut;
        car.TimingTellsBestLap |= _line.BestLap.Time is not null;
    }

    private (LapSectors Times, SectorPaces Paces) ReadSectors(CarMemory car, out CarFields cleared)
    {
        (LapSectors Times, SectorPaces Paces) said = default;
        cleared = CarFields.None;
        if (_line.Sectors.ValueKind == JsonValueKind.Undefined)
        {
            return said;
        }

        var list = new FeedList(_line.Sectors);
        while (list.MoveNext())
        {
            if (list.Index < Sectors && reader.IsObject(list.Element))
            {
                var value = TimedValue.Read(list.Element, reader);
                said = Show(car.Sectors, list.Index, value, said);
                cleared |= value.Cleared ? (CarFields)((int)CarFields.Sector1 << list.Index) : CarFields.None;
            }
        }

        return said;
    }

    private static (LapSectors Times, SectorPaces Paces) Show(
        SectorDisplay display, int index, in TimedValue value, (LapSectors Times, SectorPaces Paces) said)
    {
        if (value.Cleared || value.Time is not null)
        {
            display.Set(index, value.Time);
            said.Times = said.Times.With(index, value.Time);
        }

        display.Colour(index, value.SessionBest, value.PersonalBest);
        if (value.Coloured || value.Time is not null)
        {
            said.Paces = said.Paces.With(index, display.Pace(index));
        }

        return said;
    }

    // The feed's own number of the best lap can be that of another one, after a correction: the lap that took this time is it.
    private int? BestLap(CarMemory car) =>
        _line.BestLap.Time is { } best && car.Laps.FindLap(best, TimeSpan.Zero) is { } driven ? driven : _line.BestLap.Lap;

    private static LapSectors? LapSectors(CarMemory car, LapSectors told, int? lapsBefore, in LapContext context, TimeSpan? lapTime)
    {
        var completed = car.Laps.Completed > (lapsBefore ?? 0);
        if (completed && (context.LeavesPit || (context.BeginsInPit && !context.InPit)))
        {
            // The lap ended in the pit lane: what is on display belongs to an earlier one.
            return default(LapSectors);
        }

        return car.LapSectors(completed, first: told.Sector1 is not null, third: told.Sector3 is not null, lapTime);
    }

    private static bool SaysNothing(CarUpdate update) =>
        update is
        {
            Cleared: CarFields.None, Position: null, LapsCompleted: null, LastLapTime: null, LastLapSectors: null, LastLapPace: null,
            BestLapTime: null, BestLap: null, GapToLeader: null, Interval: null,
        }
        && update is { InPit: null, Stopped: null, Retired: null, KnockedOut: null }
        && update.Sectors == default
        && update.SectorPaces == default;
}
