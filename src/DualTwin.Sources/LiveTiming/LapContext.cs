namespace DualTwin.Sources.LiveTiming;

/// <summary>What it takes to tell which lap a count or a time belongs to.</summary>
/// <param name="CountsCurrentLap">Whether the feed counts the lap the car is on, as in practice and qualifying, rather than complete laps.</param>
/// <param name="InPit">Whether the car is in the pit lane.</param>
/// <param name="LeavingPit">Whether the car is on its way out of the pit lane.</param>
/// <param name="LeftPitNow">Whether it is this message that says that the car has left the pit lane.</param>
/// <param name="FromStart">Whether this is a race that has been followed from its start and is in its first lap.</param>
/// <param name="Sectors">The sectors on display.</param>
internal readonly record struct LapContext(
    bool CountsCurrentLap, bool InPit, bool LeavingPit, bool LeftPitNow, bool FromStart, SectorDisplay Sectors)
{
    /// <summary>Whether the lap on which the car came in ends with this message at the latest.</summary>
    public bool LeavesPit => CountsCurrentLap && LeftPitNow;

    /// <summary>Whether a lap that ends now ends in the pit lane, where the count does not rise before the car leaves it again.</summary>
    public bool EndsInPit => CountsCurrentLap && InPit;

    /// <summary>Whether a count that rises now does so at the pit exit rather than at the line.</summary>
    public bool BeginsInPit => CountsCurrentLap && (InPit || LeavingPit);
}
