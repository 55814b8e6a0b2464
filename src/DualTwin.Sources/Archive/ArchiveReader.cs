using DualTwin.Sources.LiveTiming;
using DualTwin.Sources.Replay;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Archive;

/// <summary>Reads an archive: the lines of all topics, by time.</summary>
internal sealed class ArchiveReader : IRecordingReader
{
    private readonly List<ArchiveTopicFile> _files;
    private readonly List<ArchiveTopicFile> _heads;
    private readonly DateTimeOffset _zero;
    private readonly LiveTimingMerge _merge;
    private readonly SourceCounters _counters;
    private ArchiveTopicFile? _taken;
    private long _lines;

    public ArchiveReader(List<ArchiveTopicFile> files, DateTimeOffset zero, LiveTimingMerge merge, SourceCounters counters)
    {
        (_files, _zero, _merge, _counters) = (files, zero, merge, counters);
        _heads = files.Where(file => file.MoveNext()).ToList();
    }

    public Frame Current { get; private set; } = null!;

    public TimeSpan At { get; private set; }

    public bool MoveNext()
    {
        while (NextLine() is { } file)
        {
            var line = file.Head;
            if (_merge.Merge(file.Topic, line.Json, new LiveTimingStamp(_zero + line.Time, _zero + At, line.Time)) is { } frame)
            {
                Current = frame;
                return true;
            }
        }

        return false;
    }

    public RecordingMark Mark() => new ArchiveMark(_lines, _merge.Copy(new SourceCounters()));

    /// <summary>Passes over the first <paramref name="lines"/> lines.</summary>
    public void Skip(long lines)
    {
        while (_lines < lines && NextLine() is not null)
        {
            // What they say is known already.
        }
    }

    public void Dispose() => _files.ForEach(file => file.Dispose());

    // A line is valid until its file moves, so the file moves only when the next line is asked for.
    private ArchiveTopicFile? NextLine()
    {
        if (_taken is { } taken && !taken.MoveNext())
        {
            _heads.Remove(taken);
        }

        _taken = Earliest();
        if (_taken is { } file)
        {
            _lines++;
            Pass(file.Head.Time);
        }

        return _taken;
    }

    // Of equal times the topic that stands first in the list counts first: the sort is part of what makes replays repeat.
    private ArchiveTopicFile? Earliest()
    {
        var earliest = _heads.Count == 0 ? null : _heads[0];
        foreach (var file in _heads)
        {
            earliest = file.Head.Time < earliest!.Head.Time ? file : earliest;
        }

        return earliest;
    }

    private void Pass(TimeSpan time)
    {
        if (time >= At)
        {
            At = time;
        }
        else
        {
            _counters.Refuse(ArchiveRefusal.TimeBackwards);
        }
    }
}
