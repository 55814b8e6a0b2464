namespace DualTwin.Strategy.Planning;

/// <summary>What is recommended.</summary>
public enum RecommendedAction
{
    /// <summary>Come in for tyres at the end of the execution lap.</summary>
    Pit,

    /// <summary>Stay out to the flag.</summary>
    StayOut,

    /// <summary>Come in at the end of the lap in which a virtual safety car comes out.</summary>
    PitUnderVirtualSafetyCar,

    /// <summary>Come in at the end of the lap in which a safety car comes out.</summary>
    PitUnderSafetyCar,

    /// <summary>Burn less fuel.</summary>
    SaveFuel,
}
