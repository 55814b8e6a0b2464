namespace DualTwin.Strategy.Alerts;

/// <summary>What our pit wall is told of once.</summary>
public enum AlertKind
{
    /// <summary>Rivals within the cost of a stop of us, ahead or behind, have stopped.</summary>
    RivalsStopped,

    /// <summary>Our own pit window has opened.</summary>
    WindowOpened,

    /// <summary>Our own pit window has closed without a stop.</summary>
    WindowClosed,

    /// <summary>An opening has become more likely than not.</summary>
    OpeningAppeared,

    /// <summary>It is no longer.</summary>
    OpeningGone,

    /// <summary>Rivals more probably than not take our place.</summary>
    ThreatRaised,
}
