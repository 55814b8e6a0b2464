using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Merge;

/// <summary>
/// Merges visits to the pit lane that a source tells once they are over: it completes those that were seen, and adds those that
/// nobody saw, with the laps and stints that they belong to.
/// </summary>
internal static class VisitTelling
{
    // As many as a car's stints can be; a source that counts on is not believed.
    private const int MostVisits = 64;

    public static CarState Apply(MergeScope merge, CarState car, CarUpdate update)
    {
        foreach (var told in update.PitVisits)
        {
            car = told.Lap >= 1 ? Tell(merge, car, told) : car;
        }

        return car;
    }

    /// <summary>
    /// Whether a visit in lap <paramref name="lap"/> is that of a stint whose visit is said to be in <paramref name="visitLap"/>: where the pits lie
    /// beyond the line, a source can count the lap of the exit.
    /// </summary>
    private static bool IsOf(int visitLap, int? lap) => lap == visitLap || lap == visitLap + 1;

    /// <summary>Whether a visit in lap <paramref name="lap"/> is the one that a stint is said to have begun with.</summary>
    public static bool Began(StintUpdate stint, int? lap) =>
        stint.Index > 0 && (stint.VisitLap is { } visitLap ? IsOf(visitLap, lap) : lap is not null && stint.StartLap - 1 == lap);

    private static CarState Tell(MergeScope merge, CarState car, PitVisitUpdate told)
    {
        var at = car.PitVisits.FindIndex(visit => visit.Lap == told.Lap);
        if (at < 0)
        {
            return car.PitVisits.Count < MostVisits ? Add(merge, car, told) : car;
        }

        var known = car.PitVisits[at];
        var after = known with { LaneTime = told.LaneTime ?? known.LaneTime, StationaryTime = told.StationaryTime ?? known.StationaryTime };
        return after == known ? car : car with { PitVisits = car.PitVisits.SetItem(at, after) };
    }

    private static CarState Add(MergeScope merge, CarState car, PitVisitUpdate told)
    {
        var at = car.PitVisits.FindLastIndex(visit => visit.Lap < told.Lap) + 1;
        var leftAt = told.LeftAt ?? merge.SessionTime;
        var visit = new PitVisit
        {
            Lap = told.Lap,
            ExitLap = told.Lap + 1,
            EnteredAt = leftAt - told.LaneTime,
            LeftAt = leftAt,
            LaneTime = told.LaneTime,
            StationaryTime = told.StationaryTime,
            // Of an earlier visit nobody knows any more what the track was like.
            TrackStatus = at == car.PitVisits.Count ? merge.Track.Status : null,
            UnderRedFlag = at == car.PitVisits.Count && (merge.Session.Phase == SessionPhase.Suspended || merge.Track.Status == TrackStatus.Red),
        };
        car = car with { PitVisits = car.PitVisits.Insert(at, visit), SourceStints = car.SourceStints.ConvertAll(stint => Linked(stint, at, told.Lap)) };
        Raise(merge, car, visit);
        car = MarkLaps(car, told.Lap);
        return car.SourceStints.IsEmpty ? car : StintBook.Rebuild(merge, car);
    }

    // Later visits have moved up by one, and the stint that began with this one may have been told before it.
    private static SourceStint Linked(SourceStint stint, int at, int lap) => stint switch
    {
        { VisitIndex: { } index } when index >= at => stint with { VisitIndex = index + 1 },
        { VisitIndex: null } when Began(stint.Facts, lap) => stint with { VisitIndex = at },
        _ => stint,
    };

    private static CarState MarkLaps(CarState car, int lap)
    {
        var laps = car.Laps;
        for (var i = 0; i < laps.Count; i++)
        {
            if (laps[i].Lap == lap || laps[i].Lap == lap + 1)
            {
                laps = laps.SetItem(i, laps[i] with { PitIn = laps[i].PitIn || laps[i].Lap == lap, PitOut = laps[i].PitOut || laps[i].Lap == lap + 1 });
            }
        }

        return ReferenceEquals(laps, car.Laps) ? car : car with { Laps = laps };
    }

    private static void Raise(MergeScope merge, CarState car, PitVisit visit)
    {
        merge.Raise(EventTypes.PitEntry, $"{CarName.Of(car)} enters the pit lane.", car.CarId, EventFact.Of("lap", visit.Lap));
        merge.Raise(
            EventTypes.PitExit,
            $"{CarName.Of(car)} leaves the pit lane.",
            car.CarId,
            EventFact.Of("lap", visit.ExitLap),
            EventFact.Of("lane_time", visit.LaneTime?.TotalSeconds));
    }
}
