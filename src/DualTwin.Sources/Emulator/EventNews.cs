using DualTwin.F1Game.Codes;
using DualTwin.F1Game.Packets;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Emulator;

/// <summary>What happened between two states, as the game's events.</summary>
internal readonly struct EventNews(SessionState before, SessionState now)
{
    /// <summary>The events, in the game's order.</summary>
    /// <param name="begun">Whether the session was told before.</param>
    public IEnumerable<(EventCode Code, EventFill Fill)> All(bool begun)
    {
        var (was, session) = (before, now);
        if (!begun)
        {
            yield return (EventCode.SessionStarted, default);
        }

        if (was.Session.Phase != SessionPhase.Running && session.Session.Phase == SessionPhase.Running)
        {
            yield return (EventCode.LightsOut, default);
        }

        if (SafetyCar(was.Track.Status, session.Track.Status) is { } caution)
        {
            yield return (EventCode.SafetyCar, caution);
        }

        if (session.FastestLap is { } fastest && fastest != was.FastestLap)
        {
            yield return (EventCode.FastestLap, new EventFill { Slot = Slot(session, fastest.CarId), Time = (float)fastest.Time.TotalSeconds });
        }

        for (var i = 0; i < session.Cars.Length; i++)
        {
            if (session.Cars[i].Status == CarStatus.Retired && i < was.Cars.Length && was.Cars[i].Status != CarStatus.Retired)
            {
                yield return (EventCode.Retirement, new EventFill { Slot = (byte)i });
            }
        }

        if (session.FlagShown && !was.FlagShown)
        {
            yield return (EventCode.ChequeredFlag, default);
            if (session.Cars.FirstOrDefault(c => c.Timing.Position == 1) is { } winner)
            {
                yield return (EventCode.RaceWinner, new EventFill { Slot = Slot(session, winner.CarId) });
            }
        }
    }

    private static EventFill? SafetyCar(TrackStatus? before, TrackStatus? now)
    {
        var (was, after) = (Kind(before), Kind(now));
        return was == after ? null
            : after != SafetyCarStatus.None ? new EventFill { Kind = (byte)after, Step = (byte)SafetyCarEventType.Deployed }
            : new EventFill { Kind = (byte)was, Step = (byte)SafetyCarEventType.ResumeRace };
    }

    private static SafetyCarStatus Kind(TrackStatus? status) => status switch
    {
        TrackStatus.SafetyCar => SafetyCarStatus.Full,
        TrackStatus.VirtualSafetyCar => SafetyCarStatus.Virtual,
        _ => SafetyCarStatus.None,
    };

    private static byte Slot(SessionState state, string carId)
    {
        for (var i = 0; i < state.Cars.Length; i++)
        {
            if (state.Cars[i].CarId == carId)
            {
                return (byte)i;
            }
        }

        return byte.MaxValue;
    }
}
