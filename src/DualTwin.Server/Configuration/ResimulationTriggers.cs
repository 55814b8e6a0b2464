namespace DualTwin.Server.Configuration;

/// <summary>What, besides the end of a lap, makes the forecast and the strategy be made anew.</summary>
[Flags]
public enum ResimulationTriggers
{
    /// <summary>Nothing: only ends of laps do.</summary>
    None = 0,

    /// <summary>A car enters or leaves the pit lane, or has changed tyres.</summary>
    PitStop = 1,

    /// <summary>The race is neutralised, suspended or freed.</summary>
    SafetyCar = 2,

    /// <summary>Two cars change places.</summary>
    PositionChange = 4,

    /// <summary>All of them.</summary>
    All = PitStop | SafetyCar | PositionChange,
}
