using System.Collections.Immutable;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.LiveTiming;

/// <summary>A frame in the making: what the message at hand says. Reused from message to message.</summary>
internal sealed class FrameDraft
{
    /// <summary>When it was measured (UTC); a topic that says it better than the message's stamp sets it.</summary>
    public DateTimeOffset MeasuredAt { get; set; }

    /// <summary>Whether the message is to become a frame though it says nothing: the source is alive.</summary>
    public bool SignOfLife { get; set; }

    public SessionUpdate? Session { get; set; }

    public TrackUpdate? Track { get; set; }

    public ImmutableArray<CarUpdate>.Builder Cars { get; } = ImmutableArray.CreateBuilder<CarUpdate>();

    public ImmutableArray<RaceControlMessage>.Builder Messages { get; } = ImmutableArray.CreateBuilder<RaceControlMessage>();

    /// <summary>Empties the draft for a message measured at <paramref name="measuredAt"/>.</summary>
    public void Begin(DateTimeOffset measuredAt)
    {
        (MeasuredAt, SignOfLife, Session, Track) = (measuredAt, false, null, null);
        Cars.Clear();
        Messages.Clear();
    }

    /// <summary>The frame; null where the message says nothing.</summary>
    public Frame? ToFrame(SourceIdentity source, in LiveTimingStamp stamp)
    {
        if (!SignOfLife && Session is null && Track is null && Cars.Count == 0 && Messages.Count == 0)
        {
            return null;
        }

        return new Frame
        {
            Source = source,
            MeasuredAt = MeasuredAt,
            ReceivedAt = stamp.ReceivedAt,
            SessionTime = stamp.SessionTime,
            Session = Session,
            Track = Track,
            Cars = Cars.ToImmutable(),
            Messages = Messages.ToImmutable(),
        };
    }
}
