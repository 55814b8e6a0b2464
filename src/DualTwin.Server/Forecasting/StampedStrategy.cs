using DualTwin.Server.Sessions;
using DualTwin.Strategy.Planning;

namespace DualTwin.Server.Forecasting;

/// <summary>A strategy with the view that it was made from.</summary>
/// <param name="Of">The view.</param>
/// <param name="State">What of the view the strategy hangs on.</param>
/// <param name="Strategy">The strategy; null where the view holds no race, or none that our car still runs in.</param>
public sealed record StampedStrategy(PublishedView Of, ForecastState State, CarStrategy? Strategy);
