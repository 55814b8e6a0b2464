using System.Collections.Immutable;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;

namespace DualTwin.Telemetry.Merge;

/// <summary>What a frame made of a session state.</summary>
/// <param name="State">The state after the frame; it holds the events too.</param>
/// <param name="Events">What happened in this frame, in order.</param>
/// <param name="NewSession">True where the frame began a new session, so that everything folded so far is over.</param>
public readonly record struct MergeResult(SessionState State, ImmutableArray<SessionEvent> Events, bool NewSession);
