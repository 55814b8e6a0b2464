namespace DualTwin.Strategy.Threats;

/// <summary>A way for a rival to take our place.</summary>
public enum ThreatKind
{
    /// <summary>It closes up and passes on the track before the flag.</summary>
    PassOnTrack,

    /// <summary>It stops first and comes out ahead of us once we have stopped too.</summary>
    Undercut,

    /// <summary>We owe one more stop than it does.</summary>
    PitCycle,

    /// <summary>It closes up to within a second before the flag; no place is lost by that alone.</summary>
    Catch,
}
