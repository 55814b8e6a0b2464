using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Openings;
using DualTwin.Strategy.Stops;
using DualTwin.Strategy.Threats;

namespace DualTwin.Strategy;

/// <summary>
/// Answers what strategy asks of a race belief: closed forms, so that equal beliefs give equal answers. Equations, sources and limits:
/// docs/models/strategy.md.
/// </summary>
public static class StrategyAnalyst
{
    /// <summary>The field seen from the car called <paramref name="ourCarId"/>; without such a car, no threat and no opening is told.</summary>
    public static FieldAssessment Assess(RaceBelief belief, string? ourCarId)
    {
        var ours = Find(belief, ourCarId);
        var rivals = new List<RivalAssessment>(belief.Cars.Length);
        foreach (var car in belief.Cars)
        {
            if (!ReferenceEquals(car, ours))
            {
                rivals.Add(Assess(belief, ours, car));
            }
        }

        return new FieldAssessment
        {
            OurCarId = ours?.CarId,
            Rivals = [.. rivals.OrderBy(static r => r.Position ?? int.MaxValue)],
            Openings = ours is null ? [] : OpeningFinder.Find(belief, ours),
        };
    }

    private static RivalAssessment Assess(RaceBelief belief, CarBelief? ours, CarBelief rival)
    {
        var (threat, reasons) = ours is null ? (null, []) : ThreatAssessor.Assess(belief, ours, rival);
        var stops = StopForecast.Of(belief, rival);
        var predicted = stops?.MostProbable();

        // A car that is out or home stops no more: its total is known.
        var over = belief.IsRace && !rival.Running;
        return new RivalAssessment
        {
            CarId = rival.CarId,
            Team = rival.Team,
            Position = rival.Position,
            GapToLeaderSeconds = rival.GapToLeaderSeconds,
            PredictedStops = over ? rival.StopsMade : rival.StopsMade + predicted?.Stops,
            PredictedStopsProbability = over ? 1 : predicted?.Probability,
            PitWithinFiveLaps = over ? 0 : stops?.Within(RaceHorizon.NearLaps),
            NextStop = NextStop.Of(belief, rival),
            Strategies = PossibleStrategy.Of(belief, rival),
            Rejoin = RejoinForecaster.Forecast(belief, rival),
            Threat = threat,
            Reasons = reasons,
            Behaviour = rival.Behaviour,
        };
    }

    private static CarBelief? Find(RaceBelief belief, string? carId)
    {
        foreach (var car in belief.Cars)
        {
            if (string.Equals(car.CarId, carId, StringComparison.Ordinal))
            {
                return car;
            }
        }

        return null;
    }
}
