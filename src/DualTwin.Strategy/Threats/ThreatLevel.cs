namespace DualTwin.Strategy.Threats;

/// <summary>How far a rival threatens our place. The bounds are those of one and zero standard deviations; see docs/models/strategy.md.</summary>
public enum ThreatLevel
{
    /// <summary>Less likely than an event one standard deviation away (0.159).</summary>
    Low,

    /// <summary>From there to an even chance.</summary>
    Medium,

    /// <summary>More likely than not.</summary>
    High,

    /// <summary>As good as certain by one standard deviation (0.841), or more likely than not within five laps.</summary>
    Critical,
}
