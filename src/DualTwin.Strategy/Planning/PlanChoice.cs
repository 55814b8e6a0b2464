using System.Collections.Immutable;

namespace DualTwin.Strategy.Planning;

/// <summary>What a search for plans comes to.</summary>
/// <param name="Outcomes">The plan to follow, then the others, least loss first; losses are against the plan to follow, below 0 where one looks better.</param>
/// <param name="Kept">Whether the plan to follow is the one that stood, though another looks better: not surely enough to change over.</param>
public sealed record PlanChoice(ImmutableArray<PlanOutcome> Outcomes, bool Kept);
