using System.Globalization;
using DualTwin.CommandLine;
using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Forecasting;
using DualTwin.Strategy.Planning;

namespace DualTwin.Verbs;

/// <summary>Writes what a car should do, for people.</summary>
internal static class StrategyPrinter
{
    private static readonly string[] PlanNames = ["A", "B", "C"];

    public static void Write(TextWriter output, CarStrategy strategy)
    {
        output.WriteLine();
        output.WriteLine($"car {strategy.CarId} in lap {strategy.Lap}");
        foreach (var recommendation in strategy.Recommendations)
        {
            output.WriteLine($"  {Name(recommendation)}");
            foreach (var reason in recommendation.Reasons.Concat(recommendation.Risks.Select(r => $"risk: {r}")))
            {
                output.WriteLine($"    {reason}");
            }
        }

        output.WriteLine();
        TextTable.Write(
            output,
            ["plan", "stops", "expected", "10..90 %", "places lost", "better if"],
            strategy.Plans.Select((p, i) => new[] { PlanNames[i], Stops(p.Plan), Number(p.FinishMean), $"{p.FinishP10}..{p.FinishP90}", Number(p.Loss.Mean), p.Trigger is { } t ? Words(t.ToString()) : "" }));
        output.WriteLine();
        TextTable.Write(
            output,
            ["under", "call", "stops", "expected", "places lost", "comes out", "behind", "traffic"],
            strategy.Calls.Select(c => new[]
            {
                $"{(c.Under == Neutralisation.None ? "green" : Words(c.Under.ToString()))}{(c.Hypothetical ? ", if now" : "")}",
                Words(c.Outcome.Call.ToString()),
                Stops(c.Outcome.Plan),
                Number(c.Outcome.FinishMean),
                Number(c.Outcome.Loss.Mean),
                c.Outcome.Rejoin is { } rejoin ? $"{Number(rejoin.Mean)} ({rejoin.P10}..{rejoin.P90})" : "-",
                c.Outcome.Rejoin?.Ahead is { } ahead ? $"car {ahead.CarId} by {Number(ahead.GapSeconds)} s" : "-",
                c.Outcome.Rejoin?.Traffic.ToString("P0", CultureInfo.InvariantCulture) ?? "-",
            }));
    }

    private static string Name(Recommendation recommendation)
    {
        var lap = recommendation is { Action: RecommendedAction.Pit, ExecutionLap: { } at } ? FormattableString.Invariant($" at the end of lap {at}") : "";
        var compound = recommendation.Compound is { } c ? $" for {Words(c.ToString())}" : "";
        var gain = recommendation.GainPlaces is { } g ? FormattableString.Invariant($", gains {g.Mean:F2} places ({g.P10:F2}..{g.P90:F2})") : "";
        return $"{Words(recommendation.Priority.ToString())}: {Words(recommendation.Action.ToString())}{lap}{compound}{gain}";
    }

    private static string Stops(StopPlan plan) => plan.Stops.IsEmpty
        ? "none"
        : string.Join(", ", plan.Stops.Select(s => FormattableString.Invariant($"{s.Lap} {Words(s.Compound.ToString())}")));

    private static string Number(double value) => value.ToString("F1", CultureInfo.InvariantCulture);

    // PitNextLap: pit next lap.
    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? " " : "")}{char.ToLowerInvariant(c)}" : $"{c}"));
}
