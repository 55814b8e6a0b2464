namespace DualTwin.Sources.Simulator;

/// <summary>How a car moves in a leg.</summary>
internal enum LegKind
{
    /// <summary>Along the speed profile, faster or slower as a whole.</summary>
    Track,

    /// <summary>From a standstill at even acceleration.</summary>
    Launch,

    /// <summary>At even speed through the pit lane.</summary>
    Lane,

    /// <summary>At a standstill in the pit box.</summary>
    Box,

    /// <summary>At even deceleration to a standstill.</summary>
    Coast,

    /// <summary>Before the simulation began, at even speed between places at which the car is known to have been.</summary>
    Past,
}
