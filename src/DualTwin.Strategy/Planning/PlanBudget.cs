namespace DualTwin.Strategy.Planning;

/// <summary>How much is simulated to find a plan: numbers of plans and races, so that equal budgets give equal answers.</summary>
/// <param name="Plans">Plans that are looked at.</param>
/// <param name="FirstRaces">Races of each in the first round; those that stay in are given twice as many in every next one.</param>
/// <param name="MostRaces">Races of those that stay in to the end.</param>
public sealed record PlanBudget(int Plans, int FirstRaces, int MostRaces)
{
    /// <summary>An answer in some tens of milliseconds.</summary>
    public static readonly PlanBudget Coarse = new(12, 32, 64);

    /// <summary>An answer in half a second.</summary>
    public static readonly PlanBudget Fine = new(36, 64, 1024);
}
