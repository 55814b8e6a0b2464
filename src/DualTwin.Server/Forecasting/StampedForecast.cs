using DualTwin.Server.Sessions;
using DualTwin.Strategy.Forecasting;

namespace DualTwin.Server.Forecasting;

/// <summary>A forecast with the view that it was made from.</summary>
/// <param name="Of">The view.</param>
/// <param name="State">What of the view the forecast hangs on.</param>
/// <param name="Forecast">The forecast; null where the view holds no race to forecast.</param>
public sealed record StampedForecast(PublishedView Of, ForecastState State, RaceForecast? Forecast);
