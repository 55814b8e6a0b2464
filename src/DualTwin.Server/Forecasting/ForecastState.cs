using DualTwin.RaceModel.Belief;
using DualTwin.Server.Sessions;

namespace DualTwin.Server.Forecasting;

/// <summary>What has to happen for a forecast to be made anew: a car ends a lap, stops or drops out, or the race is neutralised or freed.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Laps">Laps completed by all cars together.</param>
/// <param name="Stops">Stops made by all cars together.</param>
/// <param name="Running">Cars that still take part.</param>
/// <param name="InPitLane">Cars in the pit lane.</param>
/// <param name="Neutralisation">Whether and how the race is neutralised.</param>
/// <param name="StandingIn">Whether a simulator stands in for a live source.</param>
public readonly record struct ForecastState(
    string? SessionId, long Laps, int Stops, int Running, int InPitLane, Neutralisation Neutralisation, bool StandingIn)
{
    /// <summary>Reads <paramref name="published"/>.</summary>
    public static ForecastState Of(PublishedView published)
    {
        var (laps, stops, running, lane) = (0L, 0, 0, 0);
        foreach (var car in published.View.Belief.Cars)
        {
            laps += car.LapsCompleted ?? 0;
            stops += car.StopsMade;
            running += car.Running ? 1 : 0;
            lane += car.InPitLane ? 1 : 0;
        }

        var view = published.View;
        return new ForecastState(view.State.Session.SessionId, laps, stops, running, lane, view.Belief.Neutralisation, view.StandingIn);
    }
}
