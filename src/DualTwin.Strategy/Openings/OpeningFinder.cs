using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Duels;
using DualTwin.Strategy.Plans;
using DualTwin.Strategy.Stops;
using DualTwin.Strategy.Threats;
using MathNet.Numerics.Distributions;

namespace DualTwin.Strategy.Openings;

/// <summary>Finds what our car could do to gain. Equations: docs/models/strategy.md.</summary>
internal static class OpeningFinder
{
    private static readonly ImmutableArray<OpeningEnd> EndsPass = [OpeningEnd.TargetStops, OpeningEnd.OurStop, OpeningEnd.Neutralisation];
    private static readonly ImmutableArray<OpeningEnd> EndsUndercut = [OpeningEnd.TargetStops, OpeningEnd.Neutralisation];
    private static readonly ImmutableArray<OpeningEnd> EndsOvercut = [OpeningEnd.TargetStaysOut, OpeningEnd.Neutralisation];
    private static readonly ImmutableArray<OpeningEnd> EndsWindow = [OpeningEnd.Neutralisation, OpeningEnd.Weather];
    private static readonly ImmutableArray<OpeningEnd> EndsCheapStop = [OpeningEnd.GreenFlag];
    private static readonly ImmutableArray<OpeningEnd> EndsHope = [OpeningEnd.OurStop];

    /// <summary>Openings whose probability is that of an event within one standard deviation or more, most probable first.</summary>
    public static ImmutableArray<StrategicOpening> Find(RaceBelief race, CarBelief ours)
    {
        // Under a red flag nobody races and tyres are changed for nothing: what opens then is not among these.
        if (!race.IsRace || !race.Underway || race.Neutralisation == Neutralisation.RedFlag || !ours.Running || ours.LapsCompleted is not { } done)
        {
            return [];
        }

        var found = new List<StrategicOpening>();
        AddPass(found, race, ours, done + 1);
        if (StopForecast.Of(race, ours) is { } stops)
        {
            AddDuels(found, race, ours, done + 1);
            AddWindow(found, race, ours, stops, done + 1);
            AddSafetyCar(found, race, stops, done + 1);
        }

        found.RemoveAll(static o => !(o.Probability >= ThreatScale.OneSigma));
        found.Sort(static (a, b) => b.Probability != a.Probability ? b.Probability.CompareTo(a.Probability) : Order(a, b));
        return [.. found];
    }

    private static int Order(StrategicOpening a, StrategicOpening b) =>
        a.Type != b.Type ? a.Type.CompareTo(b.Type) : string.CompareOrdinal(a.TargetCarId, b.TargetCarId);

    private static void AddPass(List<StrategicOpening> found, RaceBelief race, CarBelief ours, int lap)
    {
        if (race.Neutralisation == Neutralisation.None && Ahead(race, ours) is { } target && Duel.Of(race, target, ours) is { } duel)
        {
            var pass = duel.Pass(Math.Min(RaceHorizon.NearLaps, RaceHorizon.Common(race, ours, target)));
            found.Add(new StrategicOpening(OpeningType.DrsOvertake, target.CarId, pass.Probability, lap + pass.Lap - 1, null, EndsPass));
        }
    }

    private static CarBelief? Ahead(RaceBelief race, CarBelief ours)
    {
        foreach (var car in race.Cars)
        {
            if (car.Running && car.Position == ours.Position - 1)
            {
                return car;
            }
        }

        return null;
    }

    private static void AddDuels(List<StrategicOpening> found, RaceBelief race, CarBelief ours, int lap)
    {
        foreach (var car in race.Cars)
        {
            if (!car.Running || !(car.Position < ours.Position) || ours.GapToLeaderSeconds - car.GapToLeaderSeconds is not (>= 0 and var gap)
                || StopForecast.Of(race, car) is not { } theirs)
            {
                continue;
            }

            // Neither comes off unless the target stops too: after us for an undercut, at the end of this lap for an overcut.
            if (StopDuel.Of(race, ours, car) is { } undercut && !car.InPitLane)
            {
                found.Add(new StrategicOpening(OpeningType.UndercutWindow, car.CarId, undercut.FirstGains(gap) * theirs.Any, lap, undercut.GainSeconds, EndsUndercut));
            }

            if (StopDuel.Of(race, car, ours) is { } overcut)
            {
                var stops = car.InPitLane ? 1 : theirs.Hazard(0);
                found.Add(new StrategicOpening(OpeningType.OvercutWindow, car.CarId, overcut.SecondGains(gap) * stops, lap + 1, -overcut.GainSeconds, EndsOvercut));
            }
        }
    }

    private static void AddWindow(List<StrategicOpening> found, RaceBelief race, CarBelief ours, StopForecast stops, int lap)
    {
        var plan = PitWindowPlanner.Plan(race, ours);
        if (plan is { WindowFirstLap: { } first, WindowLastLap: { } last, BestLap: { } best })
        {
            var inside = stops.Within(last - lap + 1) - stops.Within(first - lap);
            found.Add(new StrategicOpening(OpeningType.PitWindow, null, Math.Clamp(inside, 0, 1), best, race.StopScatterSeconds, EndsWindow));
        }
    }

    // Under a neutralisation: that we owe a stop and it is cheaper now. Under green: that one comes soon and we owe a stop then.
    private static void AddSafetyCar(List<StrategicOpening> found, RaceBelief race, StopForecast stops, int lap)
    {
        if (race.PitLossSeconds is not { } green || race.Circuit is not { } circuit)
        {
            return;
        }

        var now = race.Neutralisation switch
        {
            Neutralisation.SafetyCar => race.PitLossSafetyCarSeconds,
            Neutralisation.VirtualSafetyCar => race.PitLossVirtualSafetyCarSeconds,
            _ => null,
        };
        if (now is { } cheap)
        {
            var spread = Math.Sqrt((green.StandardDeviation * green.StandardDeviation) + (cheap.StandardDeviation * cheap.StandardDeviation));
            var saves = spread > 0 ? Normal.CDF(0, 1, (green.Mean - cheap.Mean) / spread) : green.Mean > cheap.Mean ? 1 : 0;
            found.Add(new StrategicOpening(OpeningType.SafetyCarOpportunity, null, saves * stops.Any, lap, green.Mean - cheap.Mean, EndsCheapStop));
        }
        else if (race.Neutralisation == Neutralisation.None)
        {
            var comes = 1 - Math.Pow(Math.Clamp(1 - circuit.SafetyCarPerLap - circuit.VirtualSafetyCarPerLap, 0, 1), Math.Min(RaceHorizon.NearLaps, stops.Laps));
            found.Add(new StrategicOpening(OpeningType.SafetyCarOpportunity, null, comes * stops.Any, lap, green.Mean - race.PitLossSafetyCarSeconds?.Mean, EndsHope));
        }
    }
}
