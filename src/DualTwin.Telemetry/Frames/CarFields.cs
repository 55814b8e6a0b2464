namespace DualTwin.Telemetry.Frames;

/// <summary>Values of a car that a source can declare unknown again, after it had told them.</summary>
[Flags]
public enum CarFields
{
    None = 0,
    GapToLeader = 1,
    Interval = 1 << 1,
    LastLapTime = 1 << 2,
    BestLapTime = 1 << 3,
    Sector1 = 1 << 4,
    Sector2 = 1 << 5,
    Sector3 = 1 << 6,
    Position = 1 << 7,
}
