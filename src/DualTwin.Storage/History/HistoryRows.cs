using DualTwin.Telemetry;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;

namespace DualTwin.Storage.History;

/// <summary>Turns a session state's history into rows of the public schema.</summary>
public static class HistoryRows
{
    /// <summary>Complete laps in the order in which they were completed, so that later laps come behind those already paged through.</summary>
    public static IReadOnlyList<LapRow> Laps(SessionState state, HistoryFilter filter) =>
        [.. Rows(state, filter, car => car.Laps, lap => lap.Lap)
            .OrderBy(x => x.Row.CompletedAt ?? TimeSpan.MaxValue).ThenBy(x => x.Row.Lap)
            .Select(x => Of(x.CarId, x.Row))];

    /// <summary>Stints, car by car in the session's order of cars.</summary>
    public static IReadOnlyList<StintRow> Stints(SessionState state, HistoryFilter filter) =>
        [.. Rows(state, filter, car => car.Stints, stint => stint.EndLap).Select(x => Of(x.CarId, x.Row))];

    /// <summary>Visits that changed tyres, in the order of entry; none in practice and qualifying, whose tyres are changed in the garage.</summary>
    public static IReadOnlyList<StopRow> Stops(SessionState state, HistoryFilter filter) =>
        !state.Session.CountsStops ? [] :
        [.. Rows(state, filter, car => car.PitVisits, visit => visit.Lap)
            .Where(x => x.Row.TyresChanged == true)
            .OrderBy(x => x.Row.EnteredAt ?? TimeSpan.MaxValue).ThenBy(x => x.Row.Lap)
            .Select(x => Of(x.CarId, x.Row))];

    /// <summary>Events, oldest first.</summary>
    public static IReadOnlyList<EventRow> Events(SessionState state, HistoryFilter filter) =>
        [.. state.Events.Where(e => filter.Wants(e.CarId) && filter.WantsLap(e.Lap)).Select(Of)];

    /// <summary>One event.</summary>
    public static EventRow Of(SessionEvent e) => new()
    {
        Id = e.Id,
        Time = e.Time?.UtcDateTime,
        Lap = e.Lap,
        Type = e.Type,
        CarId = e.CarId,
        Text = e.Text,
        Data = e.Data,
    };

    private static IEnumerable<(string CarId, T Row)> Rows<T>(
        SessionState state, HistoryFilter filter, Func<CarState, IEnumerable<T>> rows, Func<T, int?> lap) =>
        from car in state.Cars
        where filter.Wants(car.CarId)
        from row in rows(car)
        where filter.WantsLap(lap(row))
        select (car.CarId, row);

    private static LapRow Of(string carId, LapRecord lap) => new()
    {
        CarId = carId,
        Lap = lap.Lap,
        LapTime = lap.LapTime?.TotalSeconds,
        SectorTimes = [lap.Sectors.Sector1?.TotalSeconds, lap.Sectors.Sector2?.TotalSeconds, lap.Sectors.Sector3?.TotalSeconds],
        Position = lap.Position,
        GapToLeader = lap.GapToLeader?.Time?.TotalSeconds,
        GapLaps = lap.GapToLeader?.Laps,
        Compound = SchemaNames.Of(lap.Compound),
        TireAge = lap.TyreAge,
        TrackStatus = SchemaNames.Of(lap.TrackStatus),
        PitIn = lap.PitIn,
        PitOut = lap.PitOut,
        Valid = lap.Valid,
    };

    private static StintRow Of(string carId, StintRecord stint) => new()
    {
        CarId = carId,
        Stint = stint.Stint,
        Compound = SchemaNames.Of(stint.Compound),
        CompoundName = stint.CompoundName,
        New = stint.New,
        StartLap = stint.StartLap,
        EndLap = stint.EndLap,
        AgeAtStart = stint.AgeAtStart,
    };

    private static StopRow Of(string carId, PitVisit visit) => new()
    {
        CarId = carId,
        Lap = visit.Lap,
        LaneTime = visit.LaneTime?.TotalSeconds,
        StationaryTime = visit.StationaryTime?.TotalSeconds,
        From = SchemaNames.Of(visit.From),
        To = SchemaNames.Of(visit.To),
        TrackStatus = SchemaNames.Of(visit.TrackStatus),
        UnderRedFlag = visit.UnderRedFlag,
    };
}
