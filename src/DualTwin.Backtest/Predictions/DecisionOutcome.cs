namespace DualTwin.Backtest.Predictions;

/// <summary>What the planner's plan is worth against the strategy that was driven.</summary>
/// <param name="Key">The driver, and the lap after which the plan was made.</param>
/// <param name="Gain">Places gained by it, a minute at the flag counting as one, over the same simulated races.</param>
/// <param name="PlannedStops">Stops that it makes.</param>
/// <param name="DrivenStops">Stops that were driven.</param>
public sealed record DecisionOutcome(LapKey Key, double Gain, int PlannedStops, int DrivenStops);
