namespace DualTwin.Telemetry.Values;

/// <summary>What a car is doing.</summary>
public enum CarStatus
{
    OnTrack,
    InPitLane,
    Stopped,
    Retired,
    Finished,
}
