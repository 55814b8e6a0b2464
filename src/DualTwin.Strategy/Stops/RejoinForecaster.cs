using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using MathNet.Numerics.Distributions;

namespace DualTwin.Strategy.Stops;

/// <summary>
/// Forecasts where a car comes back after a stop at the end of the lap it is on: each rival is at the line when its own laps, its own stop
/// if it makes one, and ours let it be. Equations: docs/models/strategy.md.
/// </summary>
public static class RejoinForecaster
{
    // The in lap and the out lap.
    private const int LapsToRejoin = 2;

    // Our own stop is long or short for all rivals at once: nodes and weights of the normal distribution for five-point quadrature.
    private static readonly double[] Nodes = [-2.8569700138728056, -1.3556261799742659, 0, 1.3556261799742659, 2.8569700138728056];
    private static readonly double[] Weights = [0.011257411327720691, 0.22207592200561266, 0.53333333333333333, 0.22207592200561266, 0.011257411327720691];

    private const double NeighbourOdds = 1.5;
    private const double TeamMateOdds = 0.67;
    private const double ReachSeconds = 25;

    private const double Low = 0.1;
    private const double High = 0.9;

    /// <summary>The forecast for <paramref name="car"/>; null where its place on the road, its pace or the cost of a stop is unknown.</summary>
    public static Rejoin? Forecast(RaceBelief race, CarBelief car)
    {
        if (!race.IsRace || !car.Running || StopLoss(race) is not { } loss || car.LastCrossingSeconds is not { } now || car.LapsCompleted is not { } lap
            || car.NextLapSeconds is not { } next)
        {
            return null;
        }

        var own = new Estimate(now + (LapsToRejoin * next.Mean) + loss.Mean - NewSet.GainSeconds(race, car), loss.StandardDeviation);
        var spread = LapsToRejoin * next.StandardDeviation;
        var rivals = new List<Rival>(race.Cars.Length);
        foreach (var other in race.Cars)
        {
            if (!ReferenceEquals(other, car) && Rival.Of(race, other, lap + LapsToRejoin, loss, spread, Answer(car, other)) is { } rival)
            {
                rivals.Add(rival);
            }
        }

        var places = new double[rivals.Count + 1];
        Span<double> given = stackalloc double[rivals.Count + 1];
        for (var n = 0; n < Nodes.Length; n++)
        {
            Places(rivals, own.Mean + (Nodes[n] * own.StandardDeviation), given);
            for (var p = 0; p < places.Length; p++)
            {
                places[p] += Weights[n] * given[p];
            }
        }

        return Tell(places, rivals, own.Mean);
    }

    /// <summary>What a stop costs now, and the scatter of one around that, s; null where unknown.</summary>
    private static Estimate? StopLoss(RaceBelief race)
    {
        var loss = race.Neutralisation switch
        {
            Neutralisation.SafetyCar => race.PitLossSafetyCarSeconds,
            Neutralisation.VirtualSafetyCar => race.PitLossVirtualSafetyCarSeconds,
            _ => race.PitLossSeconds,
        };
        return loss is { } l && race.StopScatterSeconds is { } scatter
            ? l with { StandardDeviation = Math.Sqrt((l.StandardDeviation * l.StandardDeviation) + (scatter * scatter)) }
            : null;
    }

    // A stop of ours does not leave the others as they were: from 20,000 pairs of cars at 2,880 green stops, the odds to come in during the
    // same laps are one and a half times what was forecast for cars within a stop's reach, and two thirds for the team's other car.
    private static double Answer(CarBelief car, CarBelief other)
    {
        if (car.Team is not null && string.Equals(car.Team, other.Team, StringComparison.Ordinal))
        {
            return TeamMateOdds;
        }

        return Math.Abs((other.GapToLeaderSeconds - car.GapToLeaderSeconds) ?? double.PositiveInfinity) < ReachSeconds ? NeighbourOdds : 1;
    }

    // Number of rivals ahead at a given time of ours: a sum of independent yes or no, built up rival by rival.
    private static void Places(List<Rival> rivals, double ours, Span<double> places)
    {
        places.Clear();
        places[0] = 1;
        for (var r = 0; r < rivals.Count; r++)
        {
            var ahead = rivals[r].Before(ours);
            for (var p = r + 1; p > 0; p--)
            {
                places[p] = (places[p] * (1 - ahead)) + (places[p - 1] * ahead);
            }

            places[0] *= 1 - ahead;
        }
    }

    private static Rejoin Tell(double[] places, List<Rival> rivals, double ours)
    {
        var mean = 0.0;
        for (var p = 0; p < places.Length; p++)
        {
            mean += (p + 1) * places[p];
        }

        var ahead = rivals.Where(r => r.Seconds <= ours).OrderByDescending(r => r.Seconds).Select(r => (Rival?)r).FirstOrDefault();
        var behind = rivals.Where(r => r.Seconds > ours).OrderBy(r => r.Seconds).Select(r => (Rival?)r).FirstOrDefault();
        return new Rejoin
        {
            Places = ImmutableArray.Create(places),
            Mean = mean,
            P10 = Quantile(places, Low),
            Median = Quantile(places, 0.5),
            P90 = Quantile(places, High),
            AheadCarId = ahead?.CarId,
            AheadGapSeconds = ours - ahead?.Seconds,
            BehindCarId = behind?.CarId,
            BehindGapSeconds = behind?.Seconds - ours,
        };
    }

    private static int Quantile(double[] places, double share)
    {
        var sum = 0.0;
        for (var p = 0; p < places.Length; p++)
        {
            sum += places[p];
            if (sum >= share)
            {
                return p + 1;
            }
        }

        return places.Length;
    }

    // When a rival ends the lap in which we come back: as it stands, or later by what a stop in the meantime costs it.
    private readonly struct Rival
    {
        // A certain order among cars a tenth apart would be a false one, s.
        private const double LeastSpread = 0.1;

        private readonly double _stopSeconds;
        private readonly double _stopProbability;
        private readonly double _lateStopSeconds;
        private readonly double _lateStopProbability;
        private readonly double _spread;
        private readonly double _stopSpread;

        private Rival(string carId, double seconds, double spread, Estimate loss, double gain, double stop, double lateStop)
        {
            CarId = carId;
            Seconds = seconds;
            _spread = spread;
            _stopSeconds = seconds + loss.Mean - gain;
            _stopProbability = stop;
            _lateStopSeconds = seconds + (loss.Mean * InLapShare);
            _lateStopProbability = lateStop;
            _stopSpread = Math.Sqrt((spread * spread) + (loss.StandardDeviation * loss.StandardDeviation));
        }

        private static double InLapShare => CircuitCatalogue.Figures.Field.PitLossInLapShare;

        public string CarId { get; }

        /// <summary>Expected session time at the end of that lap without a stop, s.</summary>
        public double Seconds { get; }

        public static Rival? Of(RaceBelief race, CarBelief car, int atEndOf, Estimate loss, double ownSpread, double answer)
        {
            if (!car.Running || car.LastCrossingSeconds is not { } crossed || car.LapsCompleted is not { } done || car.NextLapSeconds is not { } next)
            {
                return null;
            }

            var laps = Math.Max(0, atEndOf - done);
            var begun = car.OnOutLap && laps > 0 ? loss.Mean * (1 - InLapShare) : 0;
            var spread = Math.Sqrt((ownSpread * ownSpread) + (laps * next.StandardDeviation * laps * next.StandardDeviation));
            var (stop, late) = (0.0, 0.0);
            if (StopForecast.Of(race, car) is { } stops && laps > 0)
            {
                for (var i = 0; i < laps; i++)
                {
                    stop += late;
                    late = (1 - stop) * Times(stops.Hazard(i), answer);
                }
            }

            return new Rival(car.CarId, crossed + (laps * next.Mean) + begun, Math.Max(LeastSpread, spread), loss, NewSet.GainSeconds(race, car), stop, late);
        }

        private static double Times(double probability, double odds) => odds * probability / (1 - probability + (odds * probability));

        public double Before(double ours) =>
            ((1 - _stopProbability - _lateStopProbability) * Normal.CDF(Seconds, _spread, ours))
            + (_stopProbability * Normal.CDF(_stopSeconds, _stopSpread, ours))
            + (_lateStopProbability * Normal.CDF(_lateStopSeconds, _spread, ours));

    }
}
