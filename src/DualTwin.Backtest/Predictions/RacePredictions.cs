using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Walk;
using DualTwin.RaceModel.Circuits;
using DualTwin.Session;

namespace DualTwin.Backtest.Predictions;

/// <summary>All predictions made in a walk through one race.</summary>
/// <param name="Laps">One for each driver and completed lap, in the order in which they were made.</param>
/// <param name="Ahead">Laps further on than the next, one for each horizon that is scored.</param>
/// <param name="Undercuts">One for each car close behind another at the end of a green lap.</param>
public sealed record RacePredictions(
    IReadOnlyList<Prediction> Laps, IReadOnlyList<LapAheadPrediction> Ahead, IReadOnlyList<UndercutPrediction> Undercuts)
{
    /// <summary>The planner's plans beside the strategies that were driven; empty where that was not asked for.</summary>
    public IReadOnlyList<DecisionOutcome> Decisions { get; init; } = [];

    /// <summary>Walks <paramref name="race"/> and predicts at every completed lap.</summary>
    /// <param name="race">The record.</param>
    /// <param name="options">How the pipeline sees it.</param>
    /// <param name="field">What the forecast knows of fields and races.</param>
    /// <param name="decisions">Whether to put the planner's plans beside the strategies that were driven, which takes its time.</param>
    public static RacePredictions Make(RecordedRace race, SessionPipelineOptions options, FieldFigures field, bool decisions = false)
    {
        var decided = new List<DecisionOutcome>();
        var laps = new List<Prediction>();
        var ahead = new List<LapAheadPrediction>();
        var undercuts = new List<UndercutPrediction>();
        RaceWalk.Run(race, options, walked =>
        {
            var key = new LapKey(race.Season, race.Round, walked.Car.Driver, walked.Lap.Lap);
            laps.Add(LapPredictor.Predict(key, walked, field));
            ahead.AddRange(LapPredictor.Ahead(key, walked));
            if (decisions && DecisionTest.Of(race, key, walked, field) is { } decision)
            {
                decided.Add(decision);
            }

            if (LapPredictor.Undercut(key, walked) is { } undercut)
            {
                undercuts.Add(undercut);
            }
        });
        return new RacePredictions(laps, ahead, undercuts) { Decisions = decided };
    }
}
