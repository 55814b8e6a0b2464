using System.Collections.Immutable;
using DualTwin.Telemetry.State;

namespace DualTwin.Telemetry.Frames;

/// <summary>What a frame that comes late still tells: who takes part in what, where that is not known yet.</summary>
public static class StandingFacts
{
    /// <summary>
    /// The part of <paramref name="frame"/> that moves nothing in <paramref name="state"/>: names, numbers, nominations and tyres that are
    /// unknown in it. Null where there is no such part. A frame of another session is kept whole.
    /// </summary>
    public static Frame? UnknownIn(SessionState state, Frame frame)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(frame);
        if (frame.Session?.SessionId is { } id && state.Session.SessionId is { } current && id != current)
        {
            return frame;
        }

        var session = frame.Session is { } update ? Of(state.Session, update) : null;
        ImmutableArray<CarUpdate> cars = [.. frame.Cars.Select(car => Of(state.FindCar(car.CarId) ?? new CarState { CarId = car.CarId }, car)).OfType<CarUpdate>()];
        return session is null && cars.IsEmpty
            ? null
            : frame with { SessionTime = null, LapTimesImplyLaps = false, Session = session, Track = null, Cars = cars, Messages = [] };
    }

    private static SessionUpdate? Of(SessionFacts known, SessionUpdate update)
    {
        var facts = new SessionUpdate
        {
            SessionId = Unless(known.SessionId, update.SessionId),
            Type = Unless(known.Type, update.Type),
            Kind = Unless(known.Kind, update.Kind),
            MeetingName = Unless(known.MeetingName, update.MeetingName),
            CircuitName = Unless(known.CircuitName, update.CircuitName),
            ScheduledStart = Unless(known.ScheduledStart, update.ScheduledStart),
            TotalLaps = Unless(known.TotalLaps, update.TotalLaps),
            NominatedCompounds = update.NominatedCompounds,
        };
        return facts == new SessionUpdate() ? null : facts;
    }

    private static CarUpdate? Of(CarState known, CarUpdate update)
    {
        var noTyres = known.Tyres.Compound is null && known.Stints.IsEmpty;
        var facts = new CarUpdate
        {
            CarId = update.CarId,
            RaceNumber = Unless(known.Identity.RaceNumber, update.RaceNumber),
            Driver = Unless(known.Identity.Driver, update.Driver),
            DriverCode = Unless(known.Identity.DriverCode, update.DriverCode),
            Team = Unless(known.Identity.Team, update.Team),
            TeamColour = Unless(known.Identity.TeamColour, update.TeamColour),
            GridPosition = Unless(known.Identity.GridPosition, update.GridPosition),
            Compound = noTyres ? update.Compound : null,
            CompoundName = noTyres ? update.CompoundName : null,
            TyreAge = noTyres ? update.TyreAge : null,

            // A later stint would tell of a stop too.
            Stints = noTyres && !update.Stints.Any(s => s.Index > 0) ? update.Stints : [],
        };
        return facts == new CarUpdate { CarId = update.CarId } ? null : facts;
    }

    private static T? Unless<T>(T? known, T? told)
        where T : class => known is null ? told : null;

    private static T? Unless<T>(T? known, T? told)
        where T : struct => known is null ? told : null;
}
