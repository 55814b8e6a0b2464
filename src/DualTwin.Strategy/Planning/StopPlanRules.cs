using System.Collections.Immutable;
using DualTwin.Strategy.Forecasting;

namespace DualTwin.Strategy.Planning;

/// <summary>What a plan has to keep to.</summary>
public static class StopPlanRules
{
    /// <summary>Most stops of a plan.</summary>
    public const int MostStops = PlanCandidates.MostStops;

    /// <summary>What is wrong with the stops of a car, in a sentence each; empty where they can be made.</summary>
    /// <param name="outlook">The race.</param>
    /// <param name="carId">The car.</param>
    /// <param name="stops">Its stops from now to the flag.</param>
    public static ImmutableArray<string> Check(RaceOutlook outlook, string carId, IReadOnlyList<PlannedStop> stops)
    {
        if (outlook.Find(carId) is not { } car)
        {
            return [$"car '{carId}' is not in the race; expected one of {string.Join(", ", outlook.CarIds)}"];
        }

        if (!outlook.Condition.Cars[car].Running)
        {
            return [$"car '{carId}' is out of the race"];
        }

        var problems = ImmutableArray.CreateBuilder<string>();
        if (stops.Count > MostStops)
        {
            problems.Add($"car '{carId}' has {stops.Count} stops; expected at most {MostStops}");
        }

        // A car that is in the pit lane makes that stop first.
        var inLane = outlook.StopBegun[car] || outlook.NeedsSet[car];
        var (first, last) = (outlook.LapsDone[car] + (inLane ? 2 : 1), outlook.Laps - 1);
        for (var i = 0; i < stops.Count; i++)
        {
            var lap = stops[i].Lap;
            if (lap < first || lap > last)
            {
                problems.Add($"car '{carId}' cannot stop at the end of lap {lap}; {(first > last ? "it has none left at whose end it could" : $"expected a lap from {first} to {last}")}");
            }
            else if (i > 0 && lap <= stops[i - 1].Lap)
            {
                problems.Add($"car '{carId}' stops in lap {lap} after lap {stops[i - 1].Lap}; expected stops in the order of their laps");
            }
        }

        if (PlanCandidates.OwesCompound(outlook, car, stops))
        {
            problems.Add($"car '{carId}' would have used one slick compound only; a dry race asks for two");
        }

        return problems.ToImmutable();
    }
}
