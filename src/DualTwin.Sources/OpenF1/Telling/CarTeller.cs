using System.Collections.Immutable;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.OpenF1.Telling;

/// <summary>Says of a car what has not been said of it yet.</summary>
internal static class CarTeller
{
    /// <summary>What is new of <paramref name="car"/>; null where nothing is.</summary>
    /// <param name="session">The session.</param>
    /// <param name="car">The car, of which it is noted that it has been said.</param>
    /// <param name="whole">Whether all is to be said, also what was said before.</param>
    /// <param name="zero">Zero of the session's time (UTC).</param>
    public static CarUpdate? Tell(SessionDocuments session, CarDocuments car, bool whole, DateTimeOffset? zero)
    {
        var now = CarView.Of(session, car);
        var told = whole ? CarTold.Nothing : car.Told;
        car.Told = now;
        var update = new CarUpdate { CarId = car.CarId };
        update = Driver(update, told, now);
        update = Standing(update, told, now);
        update = Laps(update, told, now);
        update = Pits(update, told, now, zero);
        update = update with { Stints = Stints(told, now) };
        return SaysNothing(update) ? null : update;
    }

    private static CarUpdate Driver(CarUpdate update, CarTold told, CarTold now) => now.Driver is not { } driver || driver == told.Driver
        ? update
        : update with
        {
            RaceNumber = int.Parse(update.CarId, System.Globalization.CultureInfo.InvariantCulture) is <= 255 and var number ? number : null,
            Driver = driver.Name,
            DriverCode = driver.Code,
            Team = driver.Team,
            TeamColour = driver.TeamColour,
        };

    private static CarUpdate Standing(CarUpdate update, CarTold told, CarTold now) => update with
    {
        Position = now.Position == told.Position ? null : now.Position,
        GapToLeader = now.GapToLeader == told.GapToLeader ? null : now.GapToLeader,
        Interval = now.Interval == told.Interval ? null : now.Interval,
        Cleared = update.Cleared
            | (now.GapToLeader is null && told.GapToLeader is not null ? CarFields.GapToLeader : CarFields.None)
            | (now.Interval is null && told.Interval is not null ? CarFields.Interval : CarFields.None),
    };

    private static CarUpdate Laps(CarUpdate update, CarTold told, CarTold now)
    {
        if (ReferenceEquals(told.Laps, now.Laps) && told.Completed == now.Completed && ReferenceEquals(told.Deleted, now.Deleted) && told.Best == now.Best)
        {
            return update;
        }

        update = Sectors(update, told.Sectors, now.Sectors);
        if (now.Completed != told.Completed)
        {
            update = update with { LapsCompleted = now.Completed };
        }

        if (now.Completed > (told.Completed ?? 0))
        {
            var last = now.Laps.TryGetValue(now.Completed.Value, out var slot) ? slot.Value : null;
            update = update with { LastLapTime = last?.Time, LastLapSectors = last?.Sectors ?? default(LapSectors) };
        }

        return update with
        {
            Laps = Changed(told, now),
            DeletedLaps = [.. now.Deleted.Except(told.Deleted)],
            BestLapTime = now.Best == told.Best ? null : now.Best?.Time,
            BestLap = now.Best == told.Best ? null : now.Best?.Lap,
            Cleared = update.Cleared | (now.Best is null && told.Best is not null ? CarFields.BestLapTime : CarFields.None),
        };
    }

    private static ImmutableArray<LapUpdate> Changed(CarTold told, CarTold now)
    {
        var laps = ImmutableArray.CreateBuilder<LapUpdate>();
        foreach (var (number, slot) in now.Laps)
        {
            var lap = slot.Value;
            var known = number <= told.Completed && told.Laps.TryGetValue(number, out var before) ? before.Value : null;
            if (number <= now.Completed && (known is null || (lap.Time, lap.Sectors) != (known.Time, known.Sectors)))
            {
                laps.Add(new LapUpdate(number, lap.Time, lap.Sectors, null));
            }
        }

        return laps.ToImmutable();
    }

    private static CarUpdate Sectors(CarUpdate update, in LapSectors told, in LapSectors now)
    {
        for (var i = 0; i < 3; i++)
        {
            if (now[i] is null && told[i] is not null)
            {
                update = update with { Cleared = update.Cleared | (CarFields)((int)CarFields.Sector1 << i) };
            }
            else if (now[i] != told[i])
            {
                update = update with { Sectors = update.Sectors.With(i, now[i]) };
            }
        }

        return update;
    }

    private static CarUpdate Pits(CarUpdate update, CarTold told, CarTold now, DateTimeOffset? zero)
    {
        if (ReferenceEquals(told.Pits, now.Pits))
        {
            return update;
        }

        var visits = ImmutableArray.CreateBuilder<PitVisitUpdate>();
        foreach (var (lap, slot) in now.Pits)
        {
            if (!told.Pits.TryGetValue(lap, out var before) || before.Value != slot.Value)
            {
                visits.Add(new PitVisitUpdate(lap, slot.Value.Date - zero, slot.Value.Lane, slot.Value.Stop));
            }
        }

        // A visit is told when it is over; of earlier ones that says nothing of where the car is now.
        var newest = visits.Count > 0 && visits[^1].Lap == now.Pits.Keys.Last();
        return update with { PitVisits = visits.ToImmutable(), InPit = newest ? false : null };
    }

    // What a car went out on after a visit is unknown until somebody has looked: nothing is said of it before.
    private static ImmutableArray<StintUpdate> Stints(CarTold told, CarTold now)
    {
        if (ReferenceEquals(told.Stints, now.Stints))
        {
            return [];
        }

        return
        [
            .. now.Stints.Values
                .Select(slot => slot.Value)
                .Where(stint => stint.Number == 1 || stint.Compound is not null)
                .Where(stint => !told.Stints.TryGetValue(stint.Number, out var before) || before.Value != stint)
                .Select(stint => new StintUpdate
                {
                    Index = stint.Number - 1,
                    CompoundName = stint.Compound,
                    New = stint.AgeAtStart is { } age ? age == 0 : null,
                    AgeAtStart = stint.AgeAtStart,
                    StartLap = stint.FirstLap,
                    VisitLap = stint.Number > 1 && stint.FirstLap > 1 ? stint.FirstLap - 1 : null,
                }),
        ];
    }

    private static bool SaysNothing(CarUpdate update) =>
        update is
        {
            Driver: null, DriverCode: null, Team: null, TeamColour: null, RaceNumber: null, Position: null, GapToLeader: null, Interval: null,
            Cleared: CarFields.None, LapsCompleted: null, LastLapTime: null, LastLapSectors: null, BestLapTime: null, BestLap: null, InPit: null,
            Laps.IsEmpty: true, DeletedLaps.IsEmpty: true, PitVisits.IsEmpty: true, Stints.IsEmpty: true,
        }
        && update.Sectors == default;
}
