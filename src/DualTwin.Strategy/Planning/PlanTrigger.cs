namespace DualTwin.Strategy.Planning;

/// <summary>What makes another plan than the best one the better one.</summary>
public enum PlanTrigger
{
    /// <summary>A neutralisation comes out before both plans have made their first stop.</summary>
    NeutralisationBeforeStop,

    /// <summary>None does.</summary>
    NoNeutralisationBeforeStop,

    /// <summary>Tyres wear faster than expected: the faster third of what the twins think possible.</summary>
    HighWear,

    /// <summary>Tyres wear slower than expected: the slower third.</summary>
    LowWear,
}
