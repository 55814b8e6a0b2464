using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;

namespace DualTwin.Strategy.Forecasting;

/// <summary>What is made different in simulated races from what the twins expect.</summary>
public sealed record RaceChange
{
    /// <summary>No car keeps to a plan.</summary>
    public static readonly ImmutableDictionary<string, StopPlan> NoPlans = ImmutableDictionary.Create<string, StopPlan>(StringComparer.Ordinal);

    /// <summary>Stops of cars that keep to a plan, by identity; all others stop as the Field Twin expects.</summary>
    public ImmutableDictionary<string, StopPlan> Plans { get; init; } = NoPlans;

    /// <summary>A neutralisation that comes out now; none may be out already. Null for none.</summary>
    public Neutralisation? CautionNow { get; init; }

    /// <summary>Lap in which rain begins on a dry track; null where it only comes by chance.</summary>
    public int? RainFromLap { get; init; }

    /// <summary>Time to add to each racing lap of a car, s, by identity; above 0 is slower.</summary>
    public ImmutableDictionary<string, double> PaceSeconds { get; init; } = ImmutableDictionary<string, double>.Empty;
}
