namespace DualTwin.Strategy.Openings;

/// <summary>What would take an opening away.</summary>
public enum OpeningEnd
{
    /// <summary>The target stops at the end of this lap too.</summary>
    TargetStops,

    /// <summary>The target does not stop.</summary>
    TargetStaysOut,

    /// <summary>We stop first.</summary>
    OurStop,

    /// <summary>A safety car, virtual safety car or red flag: all stops are cheap then, and nobody may pass.</summary>
    Neutralisation,

    /// <summary>The race goes on: the cheap stop is over.</summary>
    GreenFlag,

    /// <summary>The track changes between wet and dry.</summary>
    Weather,
}
