using System.Runtime.InteropServices;
using System.Text.Json;
using DualTwin.Sources.Archive;
using DualTwin.Sources.Recording;
using DualTwin.Sources.Replay;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.LiveTiming.Hub;

/// <summary>Reads what a client of the hub wrote. What is no message is counted and skipped.</summary>
internal sealed class HubRecordingReader : IRecordingReader
{
    private readonly IEnumerator<HubItem> _messages;
    private readonly LiveTimingIntake _intake;
    private DateTimeOffset? _first;
    private DateTimeOffset _newest;
    private long _read;

    private HubRecordingReader(IEnumerable<HubItem> messages, LiveTimingIntake intake)
    {
        (_messages, _intake) = (messages.GetEnumerator(), intake);
    }

    public Frame Current { get; private set; } = null!;

    public TimeSpan At => _newest - (_first ?? _newest);

    /// <summary>Opens both files, of which one may be missing.</summary>
    /// <exception cref="SourceException">There is neither, or the snapshot is none.</exception>
    public static HubRecordingReader Open(string snapshot, string updates, LiveTimingIntake intake, SourceCounters counters)
    {
        if (!File.Exists(snapshot) && !File.Exists(updates))
        {
            throw new SourceException($"Neither '{snapshot}' nor '{updates}' exists.");
        }

        var told = File.Exists(snapshot) ? ReadSnapshot(snapshot) : [];
        return new HubRecordingReader(File.Exists(updates) ? told.Concat(ReadUpdates(updates, counters)) : told, intake);
    }

    public bool MoveNext()
    {
        while (NextMessage() is { } message)
        {
            var raw = new RawMessage(
                message.Topic, _newest, message.SentAt, message.Kind == HubItem.Kinds.Snapshot, JsonMarshal.GetRawUtf8Value(message.Data));
            if (_intake.Take(raw, message.Data) is { } frame)
            {
                Current = frame;
                return true;
            }
        }

        return false;
    }

    public RecordingMark Mark() => new HubRecordingMark(_read, (LiveTimingIntake)_intake.Copy(new SourceCounters(), TimeProvider.System));

    /// <summary>Passes over the first <paramref name="messages"/> messages.</summary>
    public void Skip(long messages)
    {
        while (_read < messages && NextMessage() is not null)
        {
            // What they say is known already.
        }
    }

    public void Dispose() => _messages.Dispose();

    private HubItem? NextMessage()
    {
        if (!_messages.MoveNext())
        {
            return null;
        }

        var message = _messages.Current;
        _read++;
        if (message.SentAt is { } sentAt)
        {
            _first ??= sentAt;
            _newest = sentAt > _newest ? sentAt : _newest;
        }

        return message;
    }

    private static IEnumerable<HubItem> ReadSnapshot(string path)
    {
        JsonElement snapshot;
        try
        {
            snapshot = JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(path));
        }
        catch (JsonException problem)
        {
            throw new SourceException($"'{path}' is no snapshot: {problem.Message}", problem);
        }

        return SnapshotTopics.Of(snapshot).Select(topic => new HubItem(
            HubItem.Kinds.Snapshot, null, topic.Name, topic.Data, SnapshotTopics.MadeAt(snapshot), default, null));
    }

    private static IEnumerable<HubItem> ReadUpdates(string path, SourceCounters counters)
    {
        using var lines = new LineReader(
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0), ArchiveOptions.DefaultMaxLineBytes);
        while (lines.Read())
        {
            foreach (var update in Updates(lines, counters))
            {
                yield return update;
            }
        }
    }

    private static List<HubItem> Updates(LineReader lines, SourceCounters counters)
    {
        var updates = new List<HubItem>();
        if (lines.Line.IsEmpty && !lines.TooLong)
        {
            return updates;
        }

        try
        {
            var line = JsonSerializer.Deserialize<JsonElement>(lines.Line.Span);
            // One call by itself, or the classic protocol's list of calls.
            var calls = line.ValueKind == JsonValueKind.Object && line.TryGetProperty("M"u8, out var m) && m.ValueKind == JsonValueKind.Array
                ? m.EnumerateArray().ToList()
                : [line];
            updates.AddRange(calls.Select(Update).OfType<HubItem>());
        }
        catch (JsonException)
        {
            counters.CountMessage();
            counters.Refuse(lines.TooLong ? ArchiveRefusal.TooLong : FeedRefusal.NotJson);
        }

        return updates;
    }

    private static HubItem? Update(JsonElement call)
    {
        if (call.ValueKind != JsonValueKind.Object || !call.TryGetProperty("A"u8, out var arguments)
            || arguments.ValueKind != JsonValueKind.Array || arguments.GetArrayLength() < 3 || arguments[0].ValueKind != JsonValueKind.String)
        {
            return null;
        }

        DateTimeOffset? sentAt = arguments[2].ValueKind == JsonValueKind.String && FeedValues.TryInstant(arguments[2].GetString()!, out var at) ? at : null;
        return new HubItem(HubItem.Kinds.Update, null, arguments[0].GetString()!, arguments[1], sentAt, default, null);
    }
}
