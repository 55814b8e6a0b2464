namespace DualTwin.Strategy.Planning;

/// <summary>How soon a recommendation has to be acted on.</summary>
public enum RecommendationPriority
{
    /// <summary>In the lap now driven.</summary>
    Urgent,

    /// <summary>Within the next five laps.</summary>
    Moderate,

    /// <summary>Later, or only if something else happens.</summary>
    Optional,
}
