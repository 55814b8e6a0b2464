using DualTwin.RaceModel.Belief;

namespace DualTwin.Strategy.Planning;

/// <summary>What a call in the lap now driven comes to.</summary>
/// <param name="Under">What the lap is run under.</param>
/// <param name="Hypothetical">Whether that is not so now: what if it came out this moment.</param>
/// <param name="Outcome">The best plan that begins with the call; its loss is against the best call under the same conditions.</param>
public sealed record CallOption(Neutralisation Under, bool Hypothetical, PlanOutcome Outcome);
