namespace DualTwin.Strategy.Planning;

/// <summary>What a pit wall can call for in the lap that its car drives.</summary>
public enum StopCall
{
    /// <summary>Come in at the end of this lap.</summary>
    PitNow,

    /// <summary>Come in at the end of the next lap.</summary>
    PitNextLap,

    /// <summary>Stay out for two laps more at least.</summary>
    StayOut,
}
