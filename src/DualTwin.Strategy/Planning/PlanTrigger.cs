namespace DualTwin.Strategy.Planning;

/// <summary>What makes another plan than the best one the better one.</summary>
public enum PlanTrigger
{
    /// <summary>A neutralisation comes out before the later of the two plans' first stops; at all where one of them makes none.</summary>
    NeutralisationBeforeStop,

    /// <summary>None does.</summary>
    NoNeutralisationBeforeStop,

    /// <summary>Tyres wear faster than expected: the faster third of what is thought possible.</summary>
    HighWear,

    /// <summary>Tyres wear slower than expected: the slower third.</summary>
    LowWear,
}
