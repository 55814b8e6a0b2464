using System.Text.Json;
using DualTwin.Sources.Recording;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.LiveTiming;

/// <summary>
/// Makes frames of the live hub's messages, snapshots and updates, as they come or as they were recorded. It may live longer than a
/// connection: a snapshot then tells what was missed, a message that came before counts once, and one that newer ones overtook only
/// for what they left. Not thread-safe.
/// </summary>
public sealed class LiveTimingIntake : IMessageIntake
{
    private readonly SourceIdentity _identity;
    private SourceCounters _counters;
    private RecentContent _recent = new();
    private FeedMemory _memory = new();
    private LiveTimingMerge _merge;
    private string? _session;
    private DateTimeOffset? _zero;

    /// <summary>An intake that knows nothing yet.</summary>
    /// <param name="identity">Who the frames are from.</param>
    /// <param name="counters">Takes messages, repeats and refusals; frames are counted by who hands them on.</param>
    public LiveTimingIntake(SourceIdentity identity, SourceCounters counters)
    {
        (_identity, _counters) = (identity, counters);
        _merge = new LiveTimingMerge(identity, counters);
    }

    /// <summary>Sees every message as it is taken; null for nobody.</summary>
    public IMessageTap? Tap { get; set; }

    /// <summary>Sessions that were begun: rises when the feed turns to another one.</summary>
    public int Sessions { get; private set; }

    /// <summary>Whether the session is a race or a sprint that is under way, by what the feed has said so far.</summary>
    public bool RaceRuns => _merge.RaceRuns;

    /// <summary>Counts in <paramref name="counters"/> from now on, for another connection.</summary>
    public void CountIn(SourceCounters counters)
    {
        _counters = counters;
        _merge.CountIn(counters);
    }

    /// <inheritdoc/>
    public Frame? Take(in RawMessage message)
    {
        JsonDocument document;
        try
        {
            var reader = new Utf8JsonReader(message.Content);
            document = JsonDocument.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            _counters.CountMessage();
            _counters.Refuse(FeedRefusal.NotJson);
            return null;
        }

        using (document)
        {
            return Take(message, document.RootElement);
        }
    }

    /// <inheritdoc cref="Take(in RawMessage)"/>
    /// <param name="message">The message.</param>
    /// <param name="data">Its content.</param>
    public Frame? Take(in RawMessage message, JsonElement data)
    {
        Tap?.Take(message);
        _counters.CountMessage();
        if (!message.Snapshot && !_recent.Add(message.Channel, message.SentAt, message.Content))
        {
            _counters.CountRepeat();
            return null;
        }

        if (message.Channel == FeedTopics.SessionInfo)
        {
            BeginWhereOther(data);
        }

        var counts = _memory.Take(message.Channel, data, message.SentAt, message.Snapshot, out var whole);
        if (whole)
        {
            return Merge(message, data);
        }

        if (counts is not { } part)
        {
            return null;
        }

        using var document = JsonDocument.Parse(part);
        return Merge(message, document.RootElement);
    }

    /// <inheritdoc/>
    public IMessageIntake Copy(SourceCounters counters, TimeProvider time) => new LiveTimingIntake(_identity, counters)
    {
        _recent = _recent.Copy(),
        _memory = _memory.Copy(),
        _merge = _merge.Copy(counters),
        _session = _session,
        _zero = _zero,
        Sessions = Sessions,
    };

    private Frame? Merge(in RawMessage message, JsonElement data)
    {
        var measuredAt = message.SentAt ?? message.ReceivedAt;
        var frame = _merge.Merge(message.Channel, data, new LiveTimingStamp(measuredAt, message.ReceivedAt, measuredAt - _zero));
        if (_zero is null && frame is not null)
        {
            _zero = SessionZero.Of(frame.Session?.ScheduledStart ?? measuredAt);
            frame = frame with { SessionTime = measuredAt - _zero };
        }

        return frame;
    }

    // Cars, laps and stints of another session are others.
    private void BeginWhereOther(JsonElement info)
    {
        if (info.ValueKind != JsonValueKind.Object || !info.TryGetProperty("Key"u8, out var key))
        {
            return;
        }

        var session = key.GetRawText();
        if (_session is not null && session != _session)
        {
            (_memory, _recent, _zero) = (new FeedMemory(), new RecentContent(), null);
            _merge = new LiveTimingMerge(_identity, _counters);
            Sessions++;
        }

        _session = session;
    }
}
