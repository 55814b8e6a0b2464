using DualTwin.Session.Checkpoints;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Session;

/// <summary>
/// Takes checkpoints of a session from its beginning to its end, and keeps them small: of the states that the session could have gone back
/// to, each holds in the end the beginnings of laps and those that the session did go back to. What lies between is found again by playing on.
/// </summary>
/// <param name="pipeline">The session's pipeline.</param>
public sealed class CheckpointTrail(SessionPipeline pipeline)
{
    // What was close by then is out of every book by the time it is this old.
    private static readonly TimeSpan Open = CheckpointBook<Fold>.Window + CheckpointBook<Fold>.CloseWindow;

    private readonly List<(PipelineCheckpoint Checkpoint, TimeSpan At, HashSet<Fold> GoneBackTo)> _open = [];

    /// <summary>A checkpoint of what is measured now.</summary>
    public PipelineCheckpoint Take()
    {
        var checkpoint = pipeline.Checkpoint();
        _open.Add((checkpoint, Now, new HashSet<Fold>(ReferenceEqualityComparer.Instance)));
        return checkpoint;
    }

    /// <summary>Sees the frame that is folded in next.</summary>
    public void See(Frame next)
    {
        if (next.RewindToTick is { } tick && pipeline.Earlier(tick) is { } earlier)
        {
            _open.ForEach(open => open.GoneBackTo.Add(earlier));
        }

        Close(Now - Open);
    }

    /// <summary>The session is over.</summary>
    public void End() => Close(TimeSpan.MaxValue);

    private TimeSpan Now => pipeline.Current.Measured.SessionTime ?? TimeSpan.Zero;

    private void Close(TimeSpan before) => _open.RemoveAll(open =>
    {
        var over = open.At < before;
        if (over)
        {
            open.Checkpoint.Thin(open.GoneBackTo);
        }

        return over;
    });
}
