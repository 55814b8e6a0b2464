using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Openings;
using DualTwin.Strategy.Plans;
using DualTwin.Strategy.Threats;

namespace DualTwin.Strategy.Alerts;

/// <summary>
/// What was told so far: a pure fold. It looks when our car ends a lap, anyone stops, or the race is neutralised or freed. A condition that
/// comes is told once; it counts as gone when it has been away for two laps, so that one which flickers is not told again. What comes to
/// several rivals within a lap is one alert that grows.
/// </summary>
public sealed class AlertBook
{
    /// <summary>Nothing told.</summary>
    public static readonly AlertBook Empty = new();

    // Alerts kept: more than a pit wall reads back.
    private const int Kept = 30;
    private const int LapsUntilGone = 2;
    private const double Likely = 0.5;

    private AlertBook()
    {
    }

    /// <summary>The newest alerts, oldest first.</summary>
    public ImmutableArray<StrategyAlert> Alerts { get; private init; } = [];

    private string? OurCarId { get; init; }

    private Moment Last { get; init; }

    private ImmutableDictionary<string, int> Stops { get; init; } = ImmutableDictionary<string, int>.Empty;

    // The conditions that hold or held less than two laps ago, with the lap in which each was last seen.
    private ImmutableDictionary<Condition, int> Held { get; init; } = ImmutableDictionary<Condition, int>.Empty;

    /// <summary>The book after <paramref name="race"/>, seen from the car called <paramref name="ourCarId"/>; the same where there is nothing to look at.</summary>
    public AlertBook After(RaceBelief race, string? ourCarId)
    {
        var ours = race.Cars.FirstOrDefault(c => string.Equals(c.CarId, ourCarId, StringComparison.Ordinal));
        if (ours is not { Running: true, LapsCompleted: { } done } || !race.IsRace || !race.Underway)
        {
            return this;
        }

        var book = string.Equals(OurCarId, ourCarId, StringComparison.Ordinal) ? this : Begin(race, ourCarId);
        var moment = new Moment(done, race.Cars.Sum(c => c.StopsMade), race.Neutralisation);
        return moment == book.Last ? book : book.Look(race, ours, moment);
    }

    // A car chosen anew is not told what happened before.
    private static AlertBook Begin(RaceBelief race, string? ourCarId) => new()
    {
        OurCarId = ourCarId,
        Stops = race.Cars.ToImmutableDictionary(c => c.CarId, c => c.StopsMade, StringComparer.Ordinal),
    };

    private AlertBook Look(RaceBelief race, CarBelief ours, Moment moment)
    {
        var lap = moment.Lap + 1;
        var alerts = Alerts.ToBuilder();
        foreach (var rival in race.Cars)
        {
            if (!ReferenceEquals(rival, ours) && rival.StopsMade > Stops.GetValueOrDefault(rival.CarId) && IsNear(race, ours, rival))
            {
                Tell(alerts, AlertKind.RivalsStopped, lap, null, rival.CarId);
            }
        }

        var held = Held.ToBuilder();
        var now = Conditions(race, ours, lap).ToHashSet();
        foreach (var condition in now)
        {
            if (!held.ContainsKey(condition))
            {
                Tell(alerts, condition.Kind, lap, condition.Opening, condition.CarId);
            }

            held[condition] = lap;
        }

        foreach (var (condition, seen) in Held)
        {
            if (!now.Contains(condition) && lap - seen >= LapsUntilGone)
            {
                held.Remove(condition);
                TellGone(alerts, condition, lap, ours.StopsMade > Stops.GetValueOrDefault(ours.CarId) || ours.OnOutLap);
            }
        }

        return new AlertBook
        {
            OurCarId = OurCarId,
            Last = moment,
            Alerts = alerts.Count > Kept ? [.. alerts.Skip(alerts.Count - Kept)] : alerts.ToImmutable(),
            Stops = race.Cars.ToImmutableDictionary(c => c.CarId, c => c.StopsMade, StringComparer.Ordinal),
            Held = held.ToImmutable(),
        };
    }

    private static IEnumerable<Condition> Conditions(RaceBelief race, CarBelief ours, int lap)
    {
        if (PitWindowPlanner.Plan(race, ours) is { WindowFirstLap: { } first, WindowLastLap: { } last } && lap >= first && lap <= last)
        {
            yield return new Condition(AlertKind.WindowOpened, null, null);
        }

        var assessment = StrategyAnalyst.Assess(race, ours.CarId);
        foreach (var opening in assessment.Openings.Where(o => o.Type != OpeningType.PitWindow && o.Probability >= Likely))
        {
            yield return new Condition(AlertKind.OpeningAppeared, opening.Type, opening.TargetCarId);
        }

        foreach (var rival in assessment.Rivals.Where(r => r.Threat >= ThreatLevel.High))
        {
            yield return new Condition(AlertKind.ThreatRaised, null, rival.CarId);
        }
    }

    private static void TellGone(ImmutableArray<StrategyAlert>.Builder alerts, Condition condition, int lap, bool stopped)
    {
        if (condition.Kind == AlertKind.OpeningAppeared)
        {
            Tell(alerts, AlertKind.OpeningGone, lap, condition.Opening, condition.CarId);
        }
        else if (condition.Kind == AlertKind.WindowOpened && !stopped)
        {
            Tell(alerts, AlertKind.WindowClosed, lap, null, null);
        }
    }

    private static void Tell(ImmutableArray<StrategyAlert>.Builder alerts, AlertKind kind, int lap, OpeningType? opening, string? carId)
    {
        for (var i = alerts.Count - 1; i >= 0 && alerts[i].Lap == lap; i--)
        {
            if (alerts[i].Kind == kind && alerts[i].Opening == opening)
            {
                alerts[i] = carId is null || alerts[i].CarIds.Contains(carId) ? alerts[i] : alerts[i] with { CarIds = alerts[i].CarIds.Add(carId) };
                return;
            }
        }

        alerts.Add(new StrategyAlert(kind, lap, opening, carId is null ? [] : [carId]));
    }

    // A stop is told once the new set is: the gap holds its cost by then, or still does not.
    private static bool IsNear(RaceBelief race, CarBelief ours, CarBelief rival) =>
        race.PitLossSeconds is { } loss && rival.GapToLeaderSeconds - ours.GapToLeaderSeconds is { } gap && gap >= -loss.Mean && gap <= 2 * loss.Mean;

    private readonly record struct Moment(int Lap, int Stops, Neutralisation Neutralisation);

    private readonly record struct Condition(AlertKind Kind, OpeningType? Opening, string? CarId);
}
