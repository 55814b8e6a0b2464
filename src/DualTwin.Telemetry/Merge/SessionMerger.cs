using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.State;

namespace DualTwin.Telemetry.Merge;

/// <summary>Merges frames into a session state: a pure function of the two.</summary>
public static class SessionMerger
{
    /// <summary>The state after <paramref name="frame"/> and what happened in it.</summary>
    /// <remarks>A frame that names another session than the state's begins a new state; nothing of the old one is carried over.</remarks>
    public static MergeResult Apply(SessionState state, Frame frame)
    {
        var newSession = BeginsSession(state, frame);
        var before = newSession ? SessionState.Empty : state;
        var merge = new MergeScope(before, frame);

        SessionFactsMerge.Apply(merge);
        TrackMerge.Apply(merge);
        CarMerge.Apply(merge);
        RaceProgress.Apply(merge);
        merge.AddMessages();

        return new MergeResult(merge.ToState(), merge.Events, newSession && state.Version > 0);
    }

    private static bool BeginsSession(SessionState state, Frame frame) =>
        frame.Session?.SessionId is { } id
        && state.Session.SessionId is { } current
        && !string.Equals(id, current, StringComparison.Ordinal);
}
