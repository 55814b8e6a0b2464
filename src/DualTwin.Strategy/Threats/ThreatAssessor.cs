using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Duels;
using DualTwin.Strategy.Stops;
using MathNet.Numerics.Distributions;

namespace DualTwin.Strategy.Threats;

/// <summary>How a rival can take our place, and how probably. Equations: docs/models/strategy.md.</summary>
internal static class ThreatAssessor
{
    /// <summary>The level and the ways, most probable first; null and none where gap or pace are unknown.</summary>
    public static (ThreatLevel? Level, ImmutableArray<ThreatReason> Reasons) Assess(RaceBelief race, CarBelief ours, CarBelief rival)
    {
        if (!race.IsRace || !ours.Running)
        {
            return (null, []);
        }

        // A car that is out takes no place, and one that is ahead has ours to lose, not to take.
        if (!rival.Running || (rival.Position is { } theirs && ours.Position is { } own && theirs < own))
        {
            return (ThreatLevel.Low, []);
        }

        var reasons = Reasons(race, ours, rival);
        return reasons.IsEmpty ? (null, reasons) : (Level(reasons), reasons);
    }

    // The ways are not independent, so the strongest one speaks; catching alone costs no place.
    private static ThreatLevel Level(ImmutableArray<ThreatReason> reasons)
    {
        var level = ThreatLevel.Low;
        foreach (var reason in reasons)
        {
            var own = reason.Kind == ThreatKind.Catch ? ThreatLevel.Low : ThreatScale.Level(reason.Probability, reason.WithinFiveLaps);
            level = own > level ? own : level;
        }

        return level;
    }

    private static ImmutableArray<ThreatReason> Reasons(RaceBelief race, CarBelief ours, CarBelief rival)
    {
        if (Duel.Of(race, ours, rival) is not { } duel || rival.GapToLeaderSeconds - ours.GapToLeaderSeconds is not { } gap)
        {
            return [];
        }

        var reasons = ImmutableArray.CreateBuilder<ThreatReason>(4);
        var laps = RaceHorizon.Common(race, ours, rival);
        var near = Math.Min(laps, RaceHorizon.NearLaps);
        var (ourForecast, rivalForecast) = (StopForecast.Of(race, ours), StopForecast.Of(race, rival));
        double NobodyStops(int within) => (1 - (ourForecast?.Within(within) ?? 0)) * (1 - (rivalForecast?.Within(within) ?? 0));

        // A stop ends the chase on the road; what follows it is the pit cycle's. Nobody may pass while the field is neutralised; what is
        // left of the race after it counts in full.
        var held = race.Neutralisation == Neutralisation.None ? 0 : 1;
        reasons.Add(new ThreatReason(
            ThreatKind.PassOnTrack, duel.PassBeforeStops(laps - held, NobodyStops), duel.PassBeforeStops(near - held, NobodyStops)));
        reasons.Add(new ThreatReason(ThreatKind.Catch, duel.CatchBeforeStops(laps, NobodyStops), duel.CatchBeforeStops(near, NobodyStops)));
        if (ourForecast is { } ourStops && rivalForecast is { } rivalStops)
        {
            AddStops(reasons, race, ours, rival, gap, ourStops, rivalStops);
        }

        reasons.Sort(static (a, b) => b.Probability != a.Probability ? b.Probability.CompareTo(a.Probability) : a.Kind.CompareTo(b.Kind));
        return reasons.DrainToImmutable();
    }

    private static void AddStops(
        ImmutableArray<ThreatReason>.Builder reasons, RaceBelief race, CarBelief ours, CarBelief rival, double gap, StopForecast ourStops, StopForecast rivalStops)
    {
        if (StopDuel.Of(race, rival, ours) is { } stops)
        {
            var success = stops.FirstGains(gap);
            reasons.Add(new ThreatReason(
                ThreatKind.Undercut,
                success * First(rivalStops, ourStops, Math.Max(rivalStops.Laps, ourStops.Laps)),
                success * First(rivalStops, ourStops, RaceHorizon.NearLaps)));
        }

        if (race.PitLossSeconds is { } loss && race.StopScatterSeconds is { } scatter)
        {
            var spread = Math.Sqrt((loss.StandardDeviation * loss.StandardDeviation) + (scatter * scatter));
            var behind = Normal.CDF(0, 1, (loss.Mean - gap) / spread);
            reasons.Add(new ThreatReason(
                ThreatKind.PitCycle,
                behind * ourStops.Any * (1 - rivalStops.Any),
                behind * ourStops.Within(RaceHorizon.NearLaps) * (1 - rivalStops.Any)));
        }
    }

    // Probability that the rival stops within some laps, that we have not by then, and that we still stop after it.
    private static double First(StopForecast rival, StopForecast ours, int laps)
    {
        var sum = 0.0;
        var rivalOut = 1.0;
        var oursOut = 1.0;
        for (var i = 0; i < Math.Min(laps, rival.Laps); i++)
        {
            oursOut *= 1 - ours.Hazard(i);
            sum += rivalOut * rival.Hazard(i) * Math.Max(0, oursOut - (1 - ours.Any));
            rivalOut *= 1 - rival.Hazard(i);
        }

        return Math.Clamp(sum, 0, 1);
    }
}
