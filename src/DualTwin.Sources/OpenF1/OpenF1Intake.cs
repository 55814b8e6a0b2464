using System.Text.Json;
using DualTwin.Sources.OpenF1.Documents;
using DualTwin.Sources.OpenF1.Telling;
using DualTwin.Sources.Recording;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.OpenF1;

/// <summary>
/// Makes frames of OpenF1's documents, one a message, its channel the collection: as they are asked for, as they are streamed, and as they
/// were recorded. Of each document the newest version counts (<c>_key</c> says which it is a version of, <c>_id</c> which version), and a
/// frame says what changed by it. A document of the collection <c>sessions</c> that comes as a snapshot names the session that is followed,
/// and its frame says all that is known. It may live longer than a connection. Not thread-safe.
/// </summary>
public sealed class OpenF1Intake : IMessageIntake
{
    private readonly SourceIdentity _identity;
    private readonly DocumentReader _reader;
    private readonly DocumentTaker _taker;
    private SourceCounters _counters;
    private KeyedVersions _versions = new();
    private SessionDocuments? _session;
    private DateTimeOffset? _zero;

    /// <summary>An intake that knows nothing yet.</summary>
    /// <param name="identity">Who the frames are from.</param>
    /// <param name="counters">Takes messages, repeats and refusals; frames are counted by who hands them on.</param>
    public OpenF1Intake(SourceIdentity identity, SourceCounters counters)
    {
        (_identity, _counters, _reader) = (identity, counters, new DocumentReader(counters));
        _taker = new DocumentTaker(_reader);
    }

    /// <summary>Sees every message as it is taken; null for nobody.</summary>
    public IMessageTap? Tap { get; set; }

    /// <summary>The session that is followed; null before any.</summary>
    internal SessionDocument? Session => _session?.Session;

    /// <summary>Newest instant that a document of the session named (UTC).</summary>
    internal DateTimeOffset? NewestAt => _session?.NewestAt;

    /// <summary>Counts in <paramref name="counters"/> from now on, for another connection.</summary>
    public void CountIn(SourceCounters counters)
    {
        _counters = counters;
        _reader.CountIn(counters);
    }

    /// <inheritdoc/>
    public Frame? Take(in RawMessage message)
    {
        Tap?.Take(message);
        _counters.CountMessage();
        JsonDocument document;
        try
        {
            var reader = new Utf8JsonReader(message.Content);
            document = JsonDocument.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            return Refused(OpenF1Refusal.NotJson);
        }

        using (document)
        {
            return document.RootElement.ValueKind == JsonValueKind.Object ? Take(message, document.RootElement) : Refused(OpenF1Refusal.WrongType);
        }
    }

    /// <inheritdoc/>
    public IMessageIntake Copy(SourceCounters counters, TimeProvider time) => new OpenF1Intake(_identity, counters)
    {
        _versions = _versions.Copy(),
        _session = _session?.Copy(),
        _zero = _zero,
    };

    private Frame? Take(in RawMessage message, JsonElement document)
    {
        try
        {
            if (!Advances(message.Channel, document))
            {
                _counters.CountRepeat();
                return null;
            }

            return message.Channel switch
            {
                OpenF1Collections.Sessions => TakeSession(message, document),
                OpenF1Collections.Meetings => TakeMeeting(message, document),
                _ when OpenF1Collections.Read.Contains(message.Channel) => TakeDocument(message, document),
                _ when OpenF1Collections.LeftAside.Contains(message.Channel) => null,
                _ => Refused(OpenF1Refusal.UnknownCollection),
            };
        }
        catch (InvalidOperationException)
        {
            // A name in the document that is no text.
            return Refused(OpenF1Refusal.BadValue);
        }
    }

    private bool Advances(string collection, JsonElement document) =>
        !document.TryGetProperty("_id"u8, out var id) || id.ValueKind != JsonValueKind.Number || !id.TryGetInt64(out var version)
        || !document.TryGetProperty("_key"u8, out var key) || key.ValueKind is not (JsonValueKind.String or JsonValueKind.Number)
        || _versions.Advance(collection, key.ToString(), version);

    private Frame? TakeSession(in RawMessage message, JsonElement document)
    {
        if (_taker.Session(document) is not { } session)
        {
            return null;
        }

        if (_session is null || session.Key != _session.Session.Key)
        {
            if (!message.Snapshot)
            {
                return Refused(OpenF1Refusal.OtherSession);
            }

            // Cars, laps and stints of another session are others.
            (_session, _versions) = (new SessionDocuments(session), new KeyedVersions());
            _zero = session.Start is { } start ? SessionZero.Of(start) : null;
        }

        _session.Session = session;
        return Tell(message, default, whole: message.Snapshot, all: true) ?? SignOfLife(message, session);
    }

    private Frame? TakeMeeting(in RawMessage message, JsonElement document) =>
        _session is not null && _taker.Meeting(_session, document) ? Tell(message, default, whole: false, all: true) : null;

    private Frame? TakeDocument(in RawMessage message, JsonElement document)
    {
        if (!document.TryGetProperty("session_key"u8, out var key) || key.ValueKind != JsonValueKind.Number)
        {
            return Refused(OpenF1Refusal.MissingField);
        }

        if (_session is null || !key.TryGetInt32(out var session) || session != _session.Session.Key)
        {
            return Refused(OpenF1Refusal.OtherSession);
        }

        var taken = _taker.Take(_session, message.Channel, document, message.ReceivedAt);
        _session.NewestAt = taken.At > _session.NewestAt || _session.NewestAt is null ? taken.At ?? _session.NewestAt : _session.NewestAt;

        // Laps tell that a race has begun, and race control which laps do not count.
        var all = message.Channel is OpenF1Collections.RaceControl or OpenF1Collections.Weather or OpenF1Collections.Laps;
        return Tell(message, taken, whole: false, all);
    }

    private Frame? Tell(in RawMessage message, in Taken taken, bool whole, bool all)
    {
        var measuredAt = taken.At ?? NewestKnown(message.ReceivedAt);
        _zero ??= SessionZero.Of(measuredAt);
        var (session, track) = all ? SessionTeller.Tell(_session!, whole) : default;
        var frame = new Frame
        {
            Source = _identity,
            MeasuredAt = measuredAt,
            ReceivedAt = message.ReceivedAt,
            SessionTime = measuredAt - _zero,
            Session = session,
            Track = track,
            Cars = whole
                ? [.. _session!.Cars.Select(car => CarTeller.Tell(_session, car, whole: true, _zero)).OfType<CarUpdate>()]
                : taken.Car is { } car && CarTeller.Tell(_session!, car, whole: false, _zero) is { } update ? [update] : [],
            Messages = taken.Message is { } said ? [Said(said)] : [],
        };
        if (frame is { Session: null, Track: null, Cars.IsEmpty: true, Messages.IsEmpty: true })
        {
            _counters.CountRepeat();
            return null;
        }

        return frame;
    }

    // While nothing is to happen, an answer says that the service lives; while cars run, only data does.
    private Frame? SignOfLife(in RawMessage message, SessionDocument session)
    {
        if (session.RunsAt(message.ReceivedAt))
        {
            return null;
        }

        var measuredAt = NewestKnown(message.ReceivedAt);
        return new Frame { Source = _identity, MeasuredAt = measuredAt, ReceivedAt = message.ReceivedAt, SessionTime = measuredAt - _zero };
    }

    // What names no instant of its own is as new as what was measured last.
    private DateTimeOffset NewestKnown(DateTimeOffset now) => NewestAt ?? (Session!.Start < now ? Session.Start.Value : now);

    private static RaceControlMessage Said(ControlMessage message) => new(message.Text, message.Category, message.Date)
    {
        Lap = message.Lap,
        Flag = message.Flag,
        CarId = message.CarId ?? message.Deletion?.CarId,
    };

    private Frame? Refused(string reason)
    {
        _counters.Refuse(reason);
        if (reason is not OpenF1Refusal.OtherSession)
        {
            _counters.CountRefusedMessage();
        }

        return null;
    }
}
