using System.Globalization;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.OpenF1.Telling;

/// <summary>Says of session and track what has not been said yet.</summary>
internal static class SessionTeller
{
    /// <summary>What is new of the session and of the track; null where nothing is.</summary>
    public static (SessionUpdate? Session, TrackUpdate? Track) Tell(SessionDocuments documents, bool whole)
    {
        var story = ControlStory.Of(documents);
        var session = documents.Session;
        var now = new SessionUpdate
        {
            SessionId = session.Key.ToString(CultureInfo.InvariantCulture),
            Type = session.Type,
            Kind = session.Kind,
            MeetingName = documents.MeetingName,
            CircuitName = session.Circuit,
            ScheduledStart = session.Start,
            Phase = story.Phase,
            QualifyingPart = story.QualifyingPart,
        };
        var track = (documents.Weather?.Value ?? new TrackUpdate()) with { Status = story.Status };
        var news = (whole || now != documents.ToldSession ? now : null, Track(documents, track, whole));
        (documents.ToldSession, documents.ToldTrack) = (now, track);
        return news;
    }

    private static TrackUpdate? Track(SessionDocuments documents, TrackUpdate now, bool whole) =>
        now != new TrackUpdate() && (whole || now != documents.ToldTrack) ? now : null;
}
