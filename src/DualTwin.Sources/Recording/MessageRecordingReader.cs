using DualTwin.Sources.Recording.Container;
using DualTwin.Sources.Replay;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Recording;

/// <summary>
/// Reads a recording: each source's messages through an intake of its kind, and of the sources the frames of the one that counted
/// then. What a source said before it was turned to is told when it is, as it was live.
/// </summary>
internal sealed class MessageRecordingReader(IReadOnlyList<string> files, SourceCounters counters) : IRecordingReader
{
    // As many as the supervisor keeps of a source that does not count yet.
    private const int MostHeld = 1024;

    private readonly ArrivalClock _clock = new();
    private readonly Dictionary<MessageOrigin, IMessageIntake> _intakes = [];
    private readonly Dictionary<string, Queue<Frame>> _held = new(StringComparer.Ordinal);
    private readonly Queue<Frame> _released = new();
    private RecordingFile? _file;
    private int _index = -1;
    private DateTimeOffset? _first;
    private DateTimeOffset _newest;
    private string? _active;
    private bool _turned;

    public Frame Current { get; private set; } = null!;

    public TimeSpan At => _newest - (_first ?? _newest);

    public static MessageRecordingReader OpenAt(IReadOnlyList<string> files, MessageRecordingMark mark, SourceCounters counters)
    {
        var reader = new MessageRecordingReader(files, counters)
        {
            _index = mark.File,
            _first = mark.First,
            _newest = mark.Newest,
            _active = mark.Active,
            _turned = mark.Turned,
        };
        foreach (var (origin, intake) in mark.Intakes)
        {
            reader._intakes[origin] = intake.Copy(counters, reader._clock)!;
        }

        foreach (var (source, frames) in mark.Held)
        {
            reader._held[source] = new Queue<Frame>(frames);
        }

        reader.GoTo(mark);
        return reader;
    }

    public bool MoveNext()
    {
        while (_released.Count == 0)
        {
            if (!NextRecord())
            {
                return false;
            }

            if (_file!.TurnedTo is { } source)
            {
                Turn(source);
            }
            else if (Take() is { } frame)
            {
                Current = frame;
                return true;
            }
        }

        Current = _released.Dequeue();
        return true;
    }

    public RecordingMark? Mark()
    {
        var intakes = _intakes.ToDictionary(i => i.Key, i => i.Value.Copy(new SourceCounters(), _clock));
        return _released.Count > 0 || _file is null || intakes.Values.Any(copy => copy is null)
            ? null
            : new MessageRecordingMark(
                _index, _file.SegmentOffset, _file.InSegment, _first, _newest, _active, _turned,
                intakes.ToDictionary(i => i.Key, i => i.Value!),
                _held.ToDictionary(h => h.Key, h => h.Value.ToArray(), StringComparer.Ordinal));
    }

    public void Dispose() => _file?.Dispose();

    private bool NextRecord()
    {
        while (true)
        {
            if (_file?.MoveNext() == true)
            {
                return true;
            }

            CountLosses();
            _file?.Dispose();
            _file = null;
            if (_index + 1 >= files.Count)
            {
                return false;
            }

            // A process that was killed between making a file and its first bytes leaves nothing in it, and the files before are whole.
            if (new FileInfo(files[++_index]) is { Exists: true, Length: < FileHeader.Size } && files.Count > 1)
            {
                counters.Refuse(RecordingRefusal.CutOff);
                continue;
            }

            _file = RecordingFile.Open(files[_index]);
        }
    }

    private void CountLosses()
    {
        if (_file is { Damaged: > 0 and var damaged })
        {
            counters.Refuse(RecordingRefusal.Damaged, damaged);
        }

        if (_file is { CutOff: true })
        {
            counters.Refuse(RecordingRefusal.CutOff);
        }
    }

    private Frame? Take()
    {
        var message = _file!.Message;
        var origin = _file.Stream;
        _first ??= message.ReceivedAt;
        _newest = message.ReceivedAt > _newest ? message.ReceivedAt : _newest;
        _clock.Set(message.ReceivedAt);
        if (!_intakes.TryGetValue(origin, out var intake))
        {
            intake = _intakes[origin] = RecordedIntakes.Create(origin, counters, _clock);
        }

        var frame = intake.Take(message);
        _active ??= frame is null ? null : origin.SourceName;
        var counts = origin.SourceName == _active;
        if (frame is not null && !counts)
        {
            Hold(origin.SourceName, frame);
        }

        while (intake.Next() is { } further)
        {
            if (counts)
            {
                _released.Enqueue(further);
            }
            else
            {
                Hold(origin.SourceName, further);
            }
        }

        return counts ? frame : null;
    }

    // It is told when its source is turned to. Where the recording says of no source that it counts, the first does.
    private void Hold(string source, Frame frame)
    {
        if (!_held.TryGetValue(source, out var held))
        {
            held = _held[source] = new Queue<Frame>();
        }

        if (held.Count == MostHeld)
        {
            held.Dequeue();
        }

        held.Enqueue(frame);
    }

    private void Turn(string source)
    {
        // What came before the recording's first word of it was of the source that it names, or is held.
        (_active, _turned) = (source, true);
        if (_held.Remove(source, out var held))
        {
            foreach (var frame in held)
            {
                _released.Enqueue(frame);
            }
        }
    }

    private void GoTo(MessageRecordingMark mark)
    {
        _file = RecordingFile.Open(files[_index]);
        _file.GoTo(mark.SegmentOffset);
        while (_file.InSegment < mark.InSegment && _file.MoveNext())
        {
            // What they say is known already.
        }

        _clock.Set(_newest);
    }
}
