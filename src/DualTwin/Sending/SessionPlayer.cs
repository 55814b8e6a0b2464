using DualTwin.Sources;
using DualTwin.Sources.Replay;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Merge;
using DualTwin.Telemetry.State;

namespace DualTwin.Sending;

/// <summary>Plays a source's session: at full speed up to the lap in which sending begins, from there at the speed asked for.</summary>
/// <param name="source">The session, unpaced.</param>
/// <param name="speed">How fast it is played.</param>
/// <param name="startLap">The leader's lap in which playing begins; null: the beginning.</param>
/// <param name="clock">The clock that paces.</param>
internal sealed class SessionPlayer(ITelemetrySource source, ReplaySpeed speed, int? startLap, TimeProvider clock)
{
    private readonly ReplayClock _pace = new(speed, clock);
    private SessionState? _current;
    private DateTimeOffset? _playedFrom;

    /// <summary>The session where it is now; null before the first lap that is played. Safe to read from any thread.</summary>
    public SessionState? Current => Volatile.Read(ref _current);

    /// <summary>Plays until the source has nothing more to say.</summary>
    /// <exception cref="SourceException">The source refuses, or its session does not come to the lap asked for.</exception>
    public async Task PlayAsync(CancellationToken cancellationToken)
    {
        var state = SessionState.Empty;
        await foreach (var frame in source.ReadAsync(cancellationToken))
        {
            if (_playedFrom is { } from)
            {
                await _pace.WaitUntilAsync(frame.ReceivedAt - from, cancellationToken);
            }

            state = SessionMerger.Apply(state, frame).State;
            if (IsPlayed(state))
            {
                await BeginAsync(frame, cancellationToken);
                Volatile.Write(ref _current, state);
            }
            else if (state.Session.TotalLaps < startLap)
            {
                throw new SourceException($"The session of {source.Identity.Name} has {state.Session.TotalLaps} laps; lap {startLap} never comes.");
            }
        }

        if (Current is null)
        {
            throw new SourceException($"The session of {source.Identity.Name} ended in lap {state.Session.LeaderLap}; lap {startLap ?? 1} never came.");
        }
    }

    // A session that begins after the first one is played whole.
    private bool IsPlayed(SessionState state) => startLap is null || Current is not null || state.Session.LeaderLap >= startLap;

    // The first frame that is played is due at once, all others as much later as they came.
    private ValueTask BeginAsync(Frame frame, CancellationToken cancellationToken)
    {
        if (_playedFrom is not null)
        {
            return ValueTask.CompletedTask;
        }

        _playedFrom = frame.ReceivedAt;
        return _pace.WaitUntilAsync(TimeSpan.Zero, cancellationToken);
    }
}
