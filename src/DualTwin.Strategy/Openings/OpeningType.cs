namespace DualTwin.Strategy.Openings;

/// <summary>A kind of opening for our car.</summary>
public enum OpeningType
{
    /// <summary>Stopping at the end of this lap brings us ahead of a car that answers a lap later.</summary>
    UndercutWindow,

    /// <summary>Staying out a lap longer brings us ahead of a car that stops at the end of this lap.</summary>
    OvercutWindow,

    /// <summary>Passing the car ahead on the track within five laps.</summary>
    DrsOvertake,

    /// <summary>Our own stop falls into its best window.</summary>
    PitWindow,

    /// <summary>A stop under a safety car or virtual safety car, cheaper than one under green.</summary>
    SafetyCarOpportunity,
}
