using DualTwin.RaceModel.Belief;
using DualTwin.Server.Configuration;
using DualTwin.Server.Sessions;
using DualTwin.Telemetry.Values;

namespace DualTwin.Server.Forecasting;

/// <summary>
/// What has to happen for forecast and strategy to be made anew: a car ends a lap or drops out, another car is ours, and whatever the configuration
/// names. What it does not name stays as if it never happened.
/// </summary>
/// <param name="SessionId">The session.</param>
/// <param name="Laps">Laps completed by all cars together.</param>
/// <param name="Stops">Stops made by all cars together.</param>
/// <param name="Running">Cars that still take part.</param>
/// <param name="InPitLane">Cars in the pit lane.</param>
/// <param name="Neutralisation">Whether and how the race is neutralised.</param>
/// <param name="Order">The order of the cars, as a hash.</param>
/// <param name="OurCarId">Our car.</param>
/// <param name="StandingIn">Whether a simulator stands in for a live source.</param>
public readonly record struct ForecastState(
    string? SessionId, long Laps, int Stops, int Running, int InPitLane, Neutralisation Neutralisation, int Order, string? OurCarId, bool StandingIn)
{
    /// <summary>Reads <paramref name="published"/>, as far as <paramref name="triggers"/> ask for it.</summary>
    public static ForecastState Of(PublishedView published, ResimulationTriggers triggers)
    {
        var (laps, stops, running, lane) = (0L, 0, 0, 0);
        var order = default(HashCode);
        foreach (var car in published.View.State.Cars)
        {
            laps += car.Timing.LapsCompleted ?? 0;
            stops += car.StopCount;
            running += car.Running ? 1 : 0;
            lane += car.Status == CarStatus.InPitLane ? 1 : 0;
            order.Add(car.Timing.Position);
        }

        var view = published.View;
        var (stop, caution) = (triggers.HasFlag(ResimulationTriggers.PitStop), triggers.HasFlag(ResimulationTriggers.SafetyCar));
        return new ForecastState(
            view.State.Session.SessionId,
            laps,
            stop ? stops : 0,
            running,
            stop ? lane : 0,
            caution ? view.Twins.Neutralisation : Neutralisation.None,
            triggers.HasFlag(ResimulationTriggers.PositionChange) ? order.ToHashCode() : 0,
            view.OurCarId,
            view.StandingIn);
    }
}
