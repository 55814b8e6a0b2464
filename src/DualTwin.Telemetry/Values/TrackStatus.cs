namespace DualTwin.Telemetry.Values;

/// <summary>The state of the whole track, ordered by how much it slows the field down.</summary>
public enum TrackStatus
{
    Green,
    Yellow,
    VirtualSafetyCar,
    SafetyCar,
    Red,
}
