using System.Text.Json;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.LiveTiming;

/// <summary>Translates what the feed says of the session: SessionInfo, SessionStatus, SessionData, LapCount and ExtrapolatedClock.</summary>
internal sealed class SessionTranslator(FeedReader reader, SessionMemory session, SessionClock clock)
{

    public void TranslateInfo(JsonElement data, FrameDraft draft)
    {
        var kind = FeedSessionKind.Of(reader.Text(data, "Type"u8), reader.Text(data, "Name"u8));
        if (kind is null && (data.TryGetProperty("Type"u8, out _) || data.TryGetProperty("Name"u8, out _)))
        {
            reader.Unknown();
        }

        session.Type = kind?.Type ?? session.Type;
        var meeting = data.TryGetProperty("Meeting"u8, out var m) && reader.IsObject(m) ? m : default;
        draft.Session = new SessionUpdate
        {
            SessionId = Key(data) ?? reader.Text(data, "Path"u8)?.Trim('/'),
            Type = kind?.Type,
            Kind = kind?.Kind,
            MeetingName = Text(meeting, "Name"u8),
            CircuitName = Circuit(meeting),
            ScheduledStart = FeedSchedule.Start(data, reader),
        };
    }

    public void TranslateStatus(JsonElement data, FrameDraft draft) => Status(reader.Text(data, "Status"u8), draft);

    public void TranslateData(JsonElement data, FrameDraft draft)
    {
        TranslateStatusSeries(data, draft);
        if (data.TryGetProperty("Series"u8, out var series) && reader.IsList(series))
        {
            var list = new FeedList(series);
            while (list.MoveNext())
            {
                if (reader.IsObject(list.Element) && reader.Whole(list.Element, "QualifyingPart"u8, 0, 3) is > 0 and var part)
                {
                    draft.Session = (draft.Session ?? new SessionUpdate()) with { QualifyingPart = part };
                }
            }
        }
    }

    // Feeds without the topic SessionStatus tell the same here, as a list of all that was.
    private void TranslateStatusSeries(JsonElement data, FrameDraft draft)
    {
        if (!data.TryGetProperty("StatusSeries"u8, out var series) || !reader.IsList(series))
        {
            return;
        }

        SessionUpdate? newest = null;
        var list = new FeedList(series);
        while (list.MoveNext())
        {
            if (reader.IsObject(list.Element))
            {
                Status(reader.Text(list.Element, "SessionStatus"u8), draft);
                newest = draft.Session ?? newest;
            }
        }

        draft.Session = newest;
    }

    public void TranslateLapCount(JsonElement data, FrameDraft draft)
    {
        session.CurrentLap = reader.Whole(data, "CurrentLap"u8, 0, 999) ?? session.CurrentLap;
        var total = reader.Whole(data, "TotalLaps"u8, 1, 999);

        // The feed counts lap 1 from long before the start.
        var begun = session.Started || !session.StatusTold || session.CurrentLap > 1;
        draft.Session = new SessionUpdate { TotalLaps = total, LeaderLap = begun ? session.CurrentLap : 0, Type = session.Conclude(SessionType.Race) };
    }

    public void TranslateClock(JsonElement data, FrameDraft draft)
    {
        TimeSpan? remaining = null;
        if (reader.Text(data, "Remaining"u8) is { } text)
        {
            if (text is not "00:00:00" && !FeedValues.TryDuration(text, out _))
            {
                reader.Bad();
                return;
            }

            FeedValues.TryDuration(text, out var told);
            remaining = told;
        }

        bool? runs = data.TryGetProperty("Extrapolating"u8, out var extrapolating) ? reader.Flag(extrapolating) : null;
        if (clock.Set(reader.Instant(data, "Utc"u8) ?? draft.MeasuredAt, remaining, runs) is { } shown)
        {
            draft.Session = new SessionUpdate { Remaining = shown };
        }
    }

    /// <summary>Adds what the session clock shows at the draft's time, where that has changed.</summary>
    public void AddClock(FrameDraft draft)
    {
        if (draft.Session?.Remaining is null && clock.News(draft.MeasuredAt) is { } shown)
        {
            draft.Session = (draft.Session ?? new SessionUpdate()) with { Remaining = shown };
        }
    }

    private void Status(string? status, FrameDraft draft)
    {
        if (status is null || string.Equals(status, session.Status, StringComparison.Ordinal))
        {
            return;
        }

        switch (status)
        {
            case "Inactive":
                session.SeenBeforeStart |= !session.Started;

                // Between the parts of a qualifying, and from a red flag to the restart, it says nothing new.
                Say(draft, session.Started ? null : SessionPhase.NotStarted);
                break;
            case "Started":
                (session.Started, session.Finished) = (true, false);
                draft.Session = new SessionUpdate { Phase = SessionPhase.Running, LeaderLap = session.CurrentLap };
                break;
            case "Aborted":
                Say(draft, session.Started ? SessionPhase.Suspended : null);
                break;
            case "Finished" or "Finalised":
                session.Finished = true;
                Say(draft, SessionPhase.Finished);
                break;
            case "Ends":
                session.Finished = true;
                Say(draft, SessionPhase.Ended);
                break;
            default:
                reader.Unknown();
                return;
        }

        session.Status = status;
    }

    private static void Say(FrameDraft draft, SessionPhase? phase) =>
        draft.Session = phase is null ? null : new SessionUpdate { Phase = phase };

    private string? Circuit(JsonElement meeting) =>
        meeting.ValueKind == JsonValueKind.Object && meeting.TryGetProperty("Circuit"u8, out var circuit) && reader.IsObject(circuit)
            ? Text(circuit, "ShortName"u8)
            : null;

    private string? Text(JsonElement element, ReadOnlySpan<byte> name) =>
        element.ValueKind == JsonValueKind.Object ? reader.Text(element, name) : null;

    private string? Key(JsonElement data) =>
        data.TryGetProperty("Key"u8, out _) ? reader.Whole(data, "Key"u8, 0, int.MaxValue)?.ToString() : null;
}
