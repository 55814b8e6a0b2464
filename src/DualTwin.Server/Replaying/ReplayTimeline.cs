using DualTwin.Session;
using DualTwin.Sources;
using DualTwin.Sources.Replay;
using DualTwin.Telemetry.History;

namespace DualTwin.Server.Replaying;

/// <summary>
/// What a recording holds, found by playing it through once: when each frame came, where laps and events are, and a checkpoint every few
/// hundred frames. The core is a function of the frames, so a checkpoint of this run is one of every other. Immutable.
/// </summary>
public sealed class ReplayTimeline
{
    /// <summary>Frames from one checkpoint to the next: a Grand Prix has some sixty, and going to any place plays at most one of them.</summary>
    private const int Spacing = 400;

    private readonly IRecording _recording;
    private readonly SessionPipelineOptions _options;
    private readonly List<TimeSpan> _times = [];
    private readonly List<(int Lap, long Position)> _laps = [];
    private readonly List<(SessionEvent Event, long Position)> _events = [];
    private readonly List<Checkpoint> _checkpoints = [new(0, null, PipelineCheckpoint.Beginning)];

    private ReplayTimeline(IRecording recording, SessionPipelineOptions options) => (_recording, _options) = (recording, options);

    /// <summary>Frames of the recording.</summary>
    public long Frames => _times.Count;

    /// <summary>When the last frame came, since the recording's beginning.</summary>
    public TimeSpan Duration => _times.Count == 0 ? TimeSpan.Zero : _times[^1];

    /// <summary>The highest lap of the leader; 0 where no laps are counted.</summary>
    public int Laps => _laps.Count == 0 ? 0 : _laps[^1].Lap;

    /// <summary>Plays <paramref name="recording"/> through.</summary>
    /// <exception cref="SourceException">It cannot be opened, or not be read to its end.</exception>
    public static ReplayTimeline Of(IRecording recording, SessionPipelineOptions options, CancellationToken cancellationToken)
    {
        var timeline = new ReplayTimeline(recording, options);
        timeline.Scout(cancellationToken);
        return timeline;
    }

    /// <summary>Where laps begin and what happens when, for a scale beside the replay.</summary>
    public ReplayScale Scale() => new()
    {
        DurationSeconds = Duration.TotalSeconds,
        Laps = [.. _laps.Select(l => new ReplayLapStart(l.Lap, TimeOf(l.Position)))],
        Markers = [.. _events.Where(e => ReplayMarker.Marks(e.Event.Type)).Select(e => ReplayMarker.Of(e.Event, _times[(int)e.Position - 1]))],
    };

    /// <summary>The last frame that had come by <paramref name="time"/>, as playing until then tells it; the first one where none had.</summary>
    public long PositionAt(TimeSpan time)
    {
        var index = _times.BinarySearch(time);
        var come = index < 0 ? ~index : index + 1;

        // Of frames that came at once the last is meant.
        while (come < _times.Count && _times[come] == time)
        {
            come++;
        }

        return Math.Min(Math.Max(come, 1), Frames);
    }

    /// <summary>The first frame in which the leader was on <paramref name="lap"/>, or a later one; null where nobody got so far.</summary>
    public long? PositionOfLap(int lap) => _laps.Where(l => l.Lap >= lap).Select(l => (long?)l.Position).FirstOrDefault();

    /// <summary>
    /// The frame of the next event of <paramref name="type"/> after <paramref name="position"/>, or with <paramref name="backwards"/> of
    /// the one before it; null where there is none.
    /// </summary>
    public long? PositionOfEvent(string type, long position, bool backwards)
    {
        var places = _events.Where(e => e.Event.Type == type).Select(e => (long?)e.Position);
        return backwards ? places.LastOrDefault(p => p < position) : places.FirstOrDefault(p => p > position);
    }

    /// <summary>The frame of the event called <paramref name="id"/>; null where there is none.</summary>
    public long? PositionOfEvent(long id) => _events.Where(e => e.Event.Id == id).Select(e => (long?)e.Position).FirstOrDefault();

    /// <summary>How a replay gets to <paramref name="position"/>, and where its clock stands then: at <paramref name="time"/>, or where the frame came.</summary>
    public ReplaySeek SeekTo(long position, TimeSpan? time = null)
    {
        var checkpoint = Before(position);
        return new ReplaySeek(position, checkpoint.Mark, checkpoint.Position, time > Duration ? Duration : time);
    }

    /// <summary>What a pipeline that was played all frames before <paramref name="position"/> has measured.</summary>
    public PipelineCheckpoint StateBefore(long position)
    {
        var checkpoint = Before(position);
        var pipeline = new SessionPipeline(_options);
        pipeline.Restore(checkpoint.State);
        var counters = new SourceCounters();
        using var reader = checkpoint.Mark is null ? _recording.Open(counters) : _recording.OpenAt(checkpoint.Mark, counters);
        for (var at = checkpoint.Position + 1; at < position && reader.MoveNext(); at++)
        {
            pipeline.Apply(reader.Current);
        }

        return pipeline.Checkpoint();
    }

    private double TimeOf(long position) => _times[(int)position - 1].TotalSeconds;

    private Checkpoint Before(long position) => _checkpoints.Last(checkpoint => checkpoint.Position < Math.Max(position, 1));

    private void Scout(CancellationToken cancellationToken)
    {
        var pipeline = new SessionPipeline(_options);
        var trail = new CheckpointTrail(pipeline);
        using var reader = _recording.Open(new SourceCounters());
        while (reader.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            trail.See(reader.Current);
            _times.Add(reader.At);
            var before = pipeline.Current.State;
            pipeline.Apply(reader.Current);
            Note(before.Session.LeaderLap, pipeline.Current.State.Session.LeaderLap);
            Note(before.Events, pipeline.Current.State.Events);
            if (Frames % Spacing == 0 && reader.Mark() is { } mark)
            {
                _checkpoints.Add(new Checkpoint(Frames, mark, trail.Take()));
            }
        }

        trail.End();
    }

    private void Note(int? before, int? now)
    {
        if (now is { } lap && lap != before && lap > Laps)
        {
            _laps.Add((lap, Frames));
        }
    }

    private void Note(System.Collections.Immutable.ImmutableList<SessionEvent> before, System.Collections.Immutable.ImmutableList<SessionEvent> now)
    {
        if (!ReferenceEquals(before, now))
        {
            _events.AddRange(now.Skip(now.Count >= before.Count ? before.Count : 0).Select(e => (e, Frames)));
        }
    }

    private sealed record Checkpoint(long Position, RecordingMark? Mark, PipelineCheckpoint State);
}
