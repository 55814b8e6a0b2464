namespace DualTwin.Backtest.Scoring;

/// <summary>What the planner's plans are worth against the strategies that were driven.</summary>
internal static class DecisionScore
{
    /// <summary>Mean gain in places, the share of cars that gain, and how many were compared; nothing where none was.</summary>
    public static IEnumerable<Figure> Of(IReadOnlyList<ScoredRace> races)
    {
        var decisions = races.SelectMany(r => r.Predictions.Decisions).ToArray();
        if (decisions.Length == 0)
        {
            yield break;
        }

        yield return new("decisions.gain", decisions.Average(d => d.Gain));
        yield return new("decisions.better", decisions.Average(d => d.Gain > 0 ? 1.0 : 0));
        yield return new("decisions.planned_stops", decisions.Average(d => (double)d.PlannedStops));
        yield return new("decisions.driven_stops", decisions.Average(d => (double)d.DrivenStops));
        yield return new("decisions.n", decisions.Length);
    }
}
