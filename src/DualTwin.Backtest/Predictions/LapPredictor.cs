using DualTwin.Backtest.Scoring;
using DualTwin.Backtest.Walk;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.Strategy.Duels;
using DualTwin.Strategy.Forecasting;
using DualTwin.Strategy.Stops;
using DualTwin.Telemetry.State;

namespace DualTwin.Backtest.Predictions;

/// <summary>Reads predictions from the view of the moment in which a car has completed a lap.</summary>
internal static class LapPredictor
{
    private const int StopHorizon = 5;

    // Races simulated for a finishing position: its mean is then known to a seventh of a place. Only the laps that are scored are asked, as a
    // back-test of every lap would take hours.
    private const int FinishRaces = 400;

    // Cars within this of the one ahead at the end of a lap are asked for an undercut, s.
    private const double UndercutSeconds = 3.5;

    /// <summary>What the twins and strategy say of the laps after <paramref name="walked"/>.</summary>
    public static Prediction Predict(LapKey key, WalkedLap walked, FieldFigures field)
    {
        var belief = BeliefOf(walked.View, key.Driver);
        var next = belief?.NextLap;
        var rejoin = belief is null ? null : RejoinForecaster.Forecast(walked.View.Belief, belief);
        var finish = Finish(key, walked, field);
        return new Prediction
        {
            Key = key,

            // The error that is scored is smallest at the median.
            FinishMean = finish?.FinishMedian,
            Win = finish?.Win,
            Podium = finish?.Podium,
            Points = finish?.Points,
            NextLap = next?.MedianSeconds,
            NextLapP10 = next?.P10Seconds,
            NextLapP90 = next?.P90Seconds,
            PitNext1 = StopWithin(belief, 1),
            PitNext5 = StopWithin(belief, StopHorizon),
            RejoinMean = rejoin?.Median,
            RejoinP10 = rejoin?.P10,
            RejoinP90 = rejoin?.P90,
        };
    }

    /// <summary>What the twins say of laps further on than the next.</summary>
    public static IEnumerable<LapAheadPrediction> Ahead(LapKey key, WalkedLap walked)
    {
        var coming = BeliefOf(walked.View, key.Driver)?.ComingLaps ?? [];
        foreach (var ahead in LapAheadScore.Horizons)
        {
            if (ahead <= coming.Length)
            {
                var lap = coming[ahead - 1];
                yield return new LapAheadPrediction(key, ahead, lap.MedianSeconds, lap.P10Seconds, lap.P90Seconds);
            }
        }
    }

    /// <summary>The undercut that the car could try on the one ahead; null where none is near, or the lap was not green.</summary>
    public static UndercutPrediction? Undercut(LapKey key, WalkedLap walked)
    {
        var view = walked.View;
        if (walked.Lap.Status.AsSpan().IndexOfAny("4567") >= 0 || Ahead(view.State, key.Driver) is not var (target, gap) || gap > UndercutSeconds)
        {
            return null;
        }

        var success = BeliefOf(view, key.Driver) is { } car && BeliefOf(view, target) is { } other
            ? Undercuts.Success(view.Belief, car, other, gap)
            : null;
        return new UndercutPrediction(key, target, success is { } p ? Math.Round(p, 6) : null);
    }

    // The car that was the last to end the same lap before this one.
    private static (string Target, double Gap)? Ahead(SessionState state, string driver)
    {
        if (state.FindCar(driver) is not { Timing: { LapsCompleted: { } lap, LastCrossing: { } now } })
        {
            return null;
        }

        (string Target, double Gap)? ahead = null;
        foreach (var car in state.Cars)
        {
            if (car.CarId != driver && lap <= car.Laps.Count && car.Laps[lap - 1] is { CompletedAt: { } at } record && record.Lap == lap
                && (now - at).TotalSeconds is >= 0 and var gap && !(ahead?.Gap <= gap))
            {
                ahead = (car.CarId, gap);
            }
        }

        return ahead;
    }

    private static CarForecast? Finish(LapKey key, WalkedLap walked, FieldFigures field)
    {
        var belief = walked.View.Belief;
        if (belief.TotalLaps is not { } distance || !FinishScore.Shares.Any(share => FinishScore.LapAt(distance, share) == key.Lap)
            || RaceOutlook.From(belief, field, (ulong)key.Lap) is not { } outlook)
        {
            return null;
        }

        foreach (var car in RaceForecast.Make(outlook, FinishRaces, (ulong)key.Lap).Cars)
        {
            if (string.Equals(car.CarId, key.Driver, StringComparison.Ordinal))
            {
                return car;
            }
        }

        return null;
    }

    private static double? StopWithin(CarBelief? belief, int laps)
    {
        if (belief is null || belief.StopHazard.IsDefaultOrEmpty)
        {
            // No hazards with a known set, or after the flag, mean that no lap is left at whose end a stop could be.
            return belief is { Running: false } or { Tyres.AgeLaps: not null } ? 0 : null;
        }

        var none = 1.0;
        for (var i = 0; i < Math.Min(laps, belief.StopHazard.Length); i++)
        {
            none *= 1 - belief.StopHazard[i];
        }

        return 1 - none;
    }

    private static CarBelief? BeliefOf(Session.View view, string driver)
    {
        foreach (var car in view.Belief.Cars)
        {
            if (string.Equals(car.CarId, driver, StringComparison.Ordinal))
            {
                return car;
            }
        }

        return null;
    }
}
