using DualTwin.Telemetry.History;
using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Merge;

/// <summary>Merges what a frame says of the session as a whole.</summary>
internal static class SessionFactsMerge
{
    public static void Apply(MergeScope merge)
    {
        if (merge.Frame.Session is not { } update)
        {
            return;
        }

        var now = merge.Session;
        var phase = update.Phase ?? now.Phase;
        merge.Session = now with
        {
            SessionId = update.SessionId ?? now.SessionId,
            Type = update.Type ?? now.Type,
            Kind = update.Kind ?? now.Kind,
            MeetingName = update.MeetingName ?? now.MeetingName,
            CircuitName = update.CircuitName ?? now.CircuitName,
            ScheduledStart = update.ScheduledStart ?? now.ScheduledStart,
            TotalLaps = update.TotalLaps ?? now.TotalLaps,
            LeaderLap = LeaderLap(now.LeaderLap, update.LeaderLap, phase),
            Phase = phase,
            QualifyingPart = update.QualifyingPart ?? now.QualifyingPart,
            QualifyingPlaces = update.QualifyingPlaces ?? now.QualifyingPlaces,
            Remaining = update.Remaining ?? now.Remaining,
            TrackLengthMetres = update.TrackLengthMetres ?? now.TrackLengthMetres,
            Forecast = update.Forecast ?? now.Forecast,
            Game = update.Game ?? now.Game,
            PitWindow = update.PitWindow ?? now.PitWindow,
        };

        if (update.NominatedCompounds is { } nominated)
        {
            merge.Compounds = merge.Compounds.Nominate(nominated);
        }

        RaisePhase(merge, now.Phase, phase);
        if (update.QualifyingPart is { } part && part != now.QualifyingPart)
        {
            merge.Raise(EventTypes.QualifyingPart, $"Q{part} begins.", data: EventFact.Of("part", part));
        }
    }

    // Sources speak of lap 1 while the cars are still on the way to the grid; the race's lap counts from its start.
    private static int LeaderLap(int now, int? told, SessionPhase? phase)
    {
        if (phase == SessionPhase.NotStarted)
        {
            return 0;
        }

        var lap = Math.Max(now, told ?? now);
        return phase is SessionPhase.Running ? Math.Max(lap, 1) : lap;
    }

    private static void RaisePhase(MergeScope merge, SessionPhase? before, SessionPhase? after)
    {
        if (before == after)
        {
            return;
        }

        switch (after)
        {
            case SessionPhase.Running when before is SessionPhase.Suspended:
                merge.Raise(EventTypes.SessionResumed, "The session goes on.");
                break;
            case SessionPhase.Running:
                merge.Raise(EventTypes.SessionStarted, "The session has started.");
                break;
            case SessionPhase.Suspended:
                merge.Raise(EventTypes.SessionSuspended, "The session is suspended.");
                break;
            case SessionPhase.Ended:
                merge.Raise(EventTypes.SessionEnded, "The session is over.");
                break;
            default:
                break;
        }
    }
}
