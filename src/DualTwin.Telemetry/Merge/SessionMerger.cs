using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.State;

namespace DualTwin.Telemetry.Merge;

/// <summary>Merges frames into a session state: a pure function of the two.</summary>
public static class SessionMerger
{
    /// <summary>The state after <paramref name="frame"/> and what happened in it.</summary>
    public static MergeResult Apply(SessionState state, Frame frame) =>
        new(state with { Version = state.Version + 1, Source = frame.Source }, [], NewSession: false);
}
