using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Frames;

/// <summary>What a source says of one complete lap, whichever it was; null says nothing.</summary>
/// <param name="Lap">Number of the lap, 1 or more.</param>
/// <param name="LapTime">Its time.</param>
/// <param name="Sectors">Its sector times; a null element says nothing.</param>
/// <param name="Valid">Whether it counts.</param>
public readonly record struct LapUpdate(int Lap, TimeSpan? LapTime, LapSectors Sectors, bool? Valid)
{
    /// <summary>Position at its end, 1 or more.</summary>
    public int? Position { get; init; }
}
