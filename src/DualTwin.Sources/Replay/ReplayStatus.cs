namespace DualTwin.Sources.Replay;

/// <summary>Where a replay is.</summary>
/// <param name="State">What it does.</param>
/// <param name="Speed">How fast it plays.</param>
/// <param name="Position">The newest frame told, counted from 1; 0 before the first.</param>
/// <param name="At">When that frame came, since the recording's beginning; after going to a time, that time, until the next frame is told.</param>
public sealed record ReplayStatus(ReplayState State, ReplaySpeed Speed, long Position, TimeSpan At);
