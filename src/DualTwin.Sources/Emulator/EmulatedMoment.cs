using DualTwin.Telemetry.State;

namespace DualTwin.Sources.Emulator;

/// <summary>A session at one frame of the game.</summary>
/// <param name="State">The session.</param>
/// <param name="Frame">The game's frame; a flashback sets it back.</param>
/// <param name="OverallFrame">The same, never set back.</param>
/// <param name="SessionTime">Time since lights out, s.</param>
internal readonly record struct EmulatedMoment(SessionState State, uint Frame, uint OverallFrame, float SessionTime);
