namespace DualTwin.Server.Replaying;

/// <summary>When the leader begins a lap in a recording.</summary>
/// <param name="Lap">The lap, 1 or more.</param>
/// <param name="TimeSeconds">When, since the recording's beginning, s.</param>
public sealed record ReplayLapStart(int Lap, double TimeSeconds);
