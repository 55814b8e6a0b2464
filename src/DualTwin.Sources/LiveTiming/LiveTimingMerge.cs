using System.Text.Json;
using DualTwin.Sources.LiveTiming.Compressed;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.LiveTiming;

/// <summary>
/// Turns the messages of the official live timing into frames. The feed sends deltas: objects merge member by member, lists are
/// arrays in a snapshot and objects keyed by index in a delta, <c>_deleted</c> names members that are no more, and what did not
/// change is not sent. What a delta can only be understood with is remembered here, and nothing else. Not thread-safe: one
/// instance belongs to one feed and sees its messages in order.
/// </summary>
public sealed class LiveTimingMerge
{
    private readonly SourceIdentity _source;
    private readonly FrameDraft _draft = new();
    private readonly TopicInflater _inflater = new();
    private readonly SessionTranslator _session;
    private readonly FeedReader _reader;
    private SourceCounters _counters;
    private readonly Dictionary<string, Action<JsonElement, FrameDraft>> _topics = new(StringComparer.Ordinal);

    private readonly SessionMemory _sessionMemory;
    private readonly SessionClock _clock;
    private readonly CarBook _cars;

    /// <summary>A merge that knows nothing yet.</summary>
    /// <param name="source">Who the frames are from.</param>
    /// <param name="counters">Where refused messages and parts of them are counted, by the reasons of <see cref="FeedRefusal"/>.</param>
    public LiveTimingMerge(SourceIdentity source, SourceCounters counters)
        : this(source, counters, new FeedReader(counters), static reader => new CarBook(reader), new SessionMemory(), new SessionClock())
    {
    }

    private LiveTimingMerge(
        SourceIdentity source, SourceCounters counters, FeedReader reader, Func<FeedReader, CarBook> cars, SessionMemory session, SessionClock clock)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(counters);
        (_source, _counters, _reader, _sessionMemory, _clock) = (source, counters, reader, session, clock);
        _cars = cars(reader);
        _session = new SessionTranslator(reader, session, clock);
        AddSessionTopics(_session, new TrackTranslator(reader));
        AddCarTopics(reader, _cars, session);
    }

    /// <inheritdoc cref="LiveTimingIntake.RaceRuns"/>
    public bool RaceRuns => _sessionMemory.RaceRuns;

    /// <summary>A merge that knows what this one knows, goes its own way and counts in <paramref name="counters"/>.</summary>
    public LiveTimingMerge Copy(SourceCounters counters) =>
        new(_source, counters, new FeedReader(counters), _cars.Copy, _sessionMemory.Copy(), _clock.Copy());

    /// <summary>Counts in <paramref name="counters"/> from now on.</summary>
    public void CountIn(SourceCounters counters)
    {
        _counters = counters;
        _reader.CountIn(counters);
    }

    /// <summary>What the message says; null where it says nothing that we use, or was refused and counted.</summary>
    /// <param name="topic">The feed's name of the topic.</param>
    /// <param name="json">The message, UTF-8.</param>
    /// <param name="stamp">Its times.</param>
    public Frame? Merge(string topic, ReadOnlyMemory<byte> json, in LiveTimingStamp stamp)
    {
        if (Parse(json) is not { } document)
        {
            return null;
        }

        using (document)
        {
            return Merge(topic, document.RootElement, stamp);
        }
    }

    /// <inheritdoc cref="Merge(string, ReadOnlyMemory{byte}, in LiveTimingStamp)"/>
    /// <param name="topic">The feed's name of the topic.</param>
    /// <param name="data">The message.</param>
    /// <param name="stamp">Its times.</param>
    public Frame? Merge(string topic, JsonElement data, in LiveTimingStamp stamp)
    {
        ArgumentNullException.ThrowIfNull(topic);
        if (!_topics.TryGetValue(topic, out var translate))
        {
            if (!FeedTopics.LeftAside.Contains(topic))
            {
                _counters.Refuse(FeedRefusal.UnknownTopic);
            }

            return null;
        }

        if (FeedTopics.IsCompressed(topic))
        {
            return Inflate(data) is { } json ? Translate(translate, json, stamp) : null;
        }

        return Translate(translate, data, stamp);
    }

    private ReadOnlyMemory<byte>? Inflate(JsonElement data)
    {
        var json = _inflater.Inflate(data);
        if (json is null)
        {
            _counters.Refuse(FeedRefusal.NotCompressed);
        }

        return json;
    }

    private Frame? Translate(Action<JsonElement, FrameDraft> translate, ReadOnlyMemory<byte> json, in LiveTimingStamp stamp)
    {
        if (Parse(json) is not { } document)
        {
            return null;
        }

        using (document)
        {
            return Translate(translate, document.RootElement, stamp);
        }
    }

    private Frame? Translate(Action<JsonElement, FrameDraft> translate, JsonElement data, in LiveTimingStamp stamp)
    {
        if (data.ValueKind != JsonValueKind.Object)
        {
            _counters.Refuse(FeedRefusal.WrongType);
            return null;
        }

        _draft.Begin(stamp.MeasuredAt);
        try
        {
            translate(data, _draft);
        }
        catch (InvalidOperationException)
        {
            // A member's name that is no text; what was read before it is used.
            _counters.Refuse(FeedRefusal.BadValue);
        }

        _session.AddClock(_draft);
        return _draft.ToFrame(_source, stamp);
    }

    private JsonDocument? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            _counters.Refuse(FeedRefusal.NotJson);
            return null;
        }
    }

    private void AddCarTopics(FeedReader reader, CarBook cars, SessionMemory session)
    {
        var pit = new PitTimesTranslator(reader, cars);
        _topics[FeedTopics.DriverList] = new DriverListTranslator(reader, cars).Translate;
        _topics[FeedTopics.TimingData] = new TimingDataTranslator(reader, cars, session).Translate;
        _topics[FeedTopics.TimingAppData] = new TimingAppTranslator(reader, cars).Translate;
        _topics[FeedTopics.TimingStats] = new TimingStatsTranslator(reader, cars).Translate;
        _topics[FeedTopics.RaceControlMessages] = new RaceControlTranslator(reader, cars, session).Translate;
        _topics[FeedTopics.PitLaneTimeCollection] = pit.TranslateLane;
        _topics[FeedTopics.PitStopSeries] = pit.TranslateSeries;
        _topics[FeedTopics.CarData] = new CarDataTranslator(reader, cars).Translate;
        _topics[FeedTopics.Position] = new PositionTranslator(reader, cars).Translate;
    }

    private void AddSessionTopics(SessionTranslator session, TrackTranslator track)
    {
        _topics[FeedTopics.SessionInfo] = session.TranslateInfo;
        _topics[FeedTopics.SessionStatus] = session.TranslateStatus;
        _topics[FeedTopics.SessionData] = session.TranslateData;
        _topics[FeedTopics.LapCount] = session.TranslateLapCount;
        _topics[FeedTopics.ExtrapolatedClock] = session.TranslateClock;
        _topics[FeedTopics.TrackStatus] = track.TranslateStatus;
        _topics[FeedTopics.WeatherData] = track.TranslateWeather;

        // Carries the feed's own time and nothing else: a sign of life.
        _topics[FeedTopics.Heartbeat] = static (_, draft) => draft.SignOfLife = true;
    }
}
