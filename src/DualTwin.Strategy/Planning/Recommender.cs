using System.Collections.Immutable;
using System.Globalization;
using DualTwin.RaceModel.Belief;

namespace DualTwin.Strategy.Planning;

/// <summary>Puts a strategy into things to do, most urgent first.</summary>
internal static class Recommender
{
    private const int SoonLaps = 5;
    private const double LikelyTraffic = 0.4;
    private const double LikelyDuel = 0.5;
    private const double LikelyChance = 0.15;

    // A call that hangs on something else is worth saying only where it is clearly worth making.
    private const double SureEnough = 0.9;

    public static ImmutableArray<Recommendation> Of(RaceBelief belief, CarBelief car, CarStrategy strategy)
    {
        var all = new List<Recommendation> { Main(strategy) };
        if (strategy.Plans[0].Call != StopCall.PitNow)
        {
            foreach (var caution in new[] { Neutralisation.VirtualSafetyCar, Neutralisation.SafetyCar })
            {
                if (Under(strategy, caution) is { } call)
                {
                    all.Add(call);
                }
            }
        }

        if (Fuel(belief, car, strategy) is { } saving)
        {
            all.Add(saving);
        }

        return [.. all.OrderBy(r => r.Priority)];
    }

    private static Recommendation Main(CarStrategy strategy)
    {
        var best = strategy.Plans[0];
        var other = strategy.Calls.Where(c => !c.Hypothetical && c.Outcome.Call != best.Call).Select(c => c.Outcome).MinBy(o => o.Loss.Mean);
        var gain = other?.Loss;
        var first = best.Plan.Stops is [var stop, ..] ? stop : (Forecasting.PlannedStop?)null;
        return new Recommendation
        {
            Priority = first is not { } s || s.Lap - strategy.Lap > SoonLaps ? RecommendationPriority.Optional
                : s.Lap == strategy.Lap ? RecommendationPriority.Urgent
                : RecommendationPriority.Moderate,
            Action = first is null ? RecommendedAction.StayOut : RecommendedAction.Pit,
            ExecutionLap = first?.Lap,
            Compound = first?.Compound,
            GainPlaces = gain,
            Confidence = gain is { } g ? PairedRaces.Sure(g) : null,
            Reasons = Reasons(strategy, best, other),
            Risks = Risks(strategy, best),
            Alternatives = [.. strategy.Plans.Skip(1).Select(p => Invariant(
                $"{Describe(p)}: {Signed(p.Loss.Mean)} places{(p.Trigger is { } t ? Invariant($", better by {p.TriggerGain!.Value.Mean:F1} {When(t)}") : "")}"))],
            ExpiresLap = first?.Lap,
        };
    }

    private static ImmutableArray<string> Reasons(CarStrategy strategy, PlanOutcome best, PlanOutcome? other)
    {
        var reasons = new List<string> { Invariant($"{Describe(best)}: expected to finish {Ordinal(best.FinishMean)} ({best.FinishP10} to {best.FinishP90}) in {best.Races} simulated races.") };
        if (other is not null)
        {
            reasons.Add(Invariant($"The best other call in lap {strategy.Lap} is {Describe(other)}: it {(other.Loss.Mean >= 0 ? "loses" : "gains")} {Math.Abs(other.Loss.Mean):F2} places."));
        }

        if (best.Rejoin is { } rejoin)
        {
            var behind = rejoin.Ahead is { } ahead ? Invariant($", most probably behind car {ahead.CarId} ({ahead.GapSeconds:F1} s)") : ", in the lead";
            reasons.Add(Invariant($"Comes out in place {rejoin.Mean:F1} ({rejoin.P10} to {rejoin.P90}){behind}."));
        }

        foreach (var duel in strategy.Duels.Where(d => d.GapSeconds > 0 && d.Undercut >= LikelyDuel).Take(1))
        {
            reasons.Add(Invariant($"An undercut on car {duel.CarId}, {duel.GapSeconds:F1} s ahead, works with a probability of {duel.Undercut:P0}."));
        }

        if (strategy.Kept)
        {
            reasons.Add("Another plan looks a little better, but not surely enough to change over.");
        }

        return [.. reasons];
    }

    private static ImmutableArray<string> Risks(CarStrategy strategy, PlanOutcome best)
    {
        var risks = new List<string>();
        if (best.Rejoin is { } rejoin && rejoin.Traffic >= LikelyTraffic)
        {
            risks.Add(Invariant($"Comes out within 2 s of the car ahead with a probability of {rejoin.Traffic:P0}."));
        }

        if (best.Call != StopCall.PitNow)
        {
            foreach (var duel in strategy.Duels.Where(d => d.GapSeconds <= 0 && d.Undercut >= LikelyDuel).Take(1))
            {
                risks.Add(Invariant($"Car {duel.CarId}, {-duel.GapSeconds:F1} s behind, undercuts with a probability of {duel.Undercut:P0} if it stops first."));
            }
        }

        if (best.Chance is { GainPlaces: { Mean: < 0 } loss } chance && chance.Probability >= LikelyChance)
        {
            risks.Add(Invariant($"A neutralisation before the stop ({chance.Probability:P0}) costs {-loss.Mean:F1} places."));
        }

        return [.. risks];
    }

    private static Recommendation? Under(CarStrategy strategy, Neutralisation caution)
    {
        // In this lap or the next: a neutralisation lasts for more than one.
        var calls = strategy.Calls.Where(c => c.Hypothetical && c.Under == caution).Select(c => c.Outcome).OrderBy(o => o.Loss.Mean).ToArray();
        if (calls is not [{ Call: not StopCall.StayOut } now, ..] || Array.Find(calls, c => c.Call == StopCall.StayOut) is not { Better: { } better } next
            || better > 1 - SureEnough)
        {
            return null;
        }

        return new Recommendation
        {
            Priority = RecommendationPriority.Optional,
            Action = caution == Neutralisation.SafetyCar ? RecommendedAction.PitUnderSafetyCar : RecommendedAction.PitUnderVirtualSafetyCar,
            Compound = now.Plan.Stops[0].Compound,
            GainPlaces = next.Loss,
            Confidence = 1 - better,
            Reasons = [Invariant($"If it came out in lap {strategy.Lap}: expected to finish {Ordinal(now.FinishMean)}; {Describe(next)} loses {next.Loss.Mean:F2} places.")],
        };
    }

    private static Recommendation? Fuel(RaceBelief belief, CarBelief car, CarStrategy strategy) =>
        belief.TotalLaps is not null && car.Fuel?.SavingKgPerLap is { P10: > 0 } saving
            ? new Recommendation
            {
                Priority = RecommendationPriority.Moderate,
                Action = RecommendedAction.SaveFuel,
                ExecutionLap = strategy.Lap,
                Reasons = [Invariant($"To reach the flag each lap has to burn {saving.Mean:F2} kg less ({saving.P10:F2} to {saving.P90:F2}).")],
                ExpiresLap = strategy.TotalLaps,
            }
            : null;

    private static string Describe(PlanOutcome outcome) => outcome.Plan.Stops.IsEmpty
        ? "no more stops"
        : string.Join(", ", outcome.Plan.Stops.Select(s => Invariant($"lap {s.Lap} for {s.Compound.ToString().ToLowerInvariant()}")));

    private static string When(PlanTrigger trigger) => trigger switch
    {
        PlanTrigger.NeutralisationBeforeStop => "if a neutralisation comes out first",
        PlanTrigger.NoNeutralisationBeforeStop => "if no neutralisation comes out first",
        PlanTrigger.HighWear => "if tyres wear faster than expected",
        _ => "if tyres wear slower than expected",
    };

    private static string Ordinal(double place) => Invariant($"in place {place:F1}");

    private static string Signed(double value) => value.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
