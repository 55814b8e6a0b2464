using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Twins.Tests;

/// <summary>Session states and laps made by hand, with the truth behind them known.</summary>
internal static class Races
{
    public const int Laps = 50;

    /// <summary>A circuit with round figures.</summary>
    public static readonly CircuitProfile Circuit = new()
    {
        Name = "Round",
        RaceLaps = Laps,
        ReferenceLapSeconds = 90,
        PitLossSeconds = new Estimate(22, 1.5),
        PitLossSafetyCarSeconds = new Estimate(12, 2),
        PitLossVirtualSafetyCarSeconds = new Estimate(14, 2),
        PitLaneSeconds = new Estimate(22, 1),
        FirstLapLossSeconds = new Estimate(5, 1),
        LapNoiseSeconds = 0.3,
        FuelSecondsPerKg = 0.03,
        FuelKgPerLap = new Estimate(2, 0.1),
        Compounds =
        [
            Compound(TyreCompound.Soft, -0.7, 0.08, 17),
            Compound(TyreCompound.Medium, 0, 0.05, 22),
            Compound(TyreCompound.Hard, 0.4, 0.03, 28),
            Compound(TyreCompound.Intermediate, 12, 0.05, 18),
            Compound(TyreCompound.Wet, 18, 0.05, 12),
        ],
        SafetyCarPerLap = 0.012,
        VirtualSafetyCarPerLap = 0.009,
        RetirementPerLap = 0.002,
        PassingAdvantageSeconds = 1,
    };

    public static FieldEstimator Estimator() => new(new TwinOptions { Circuit = _ => Circuit });

    public static SessionState Race(params CarState[] cars) => SessionState.Empty with
    {
        Version = 1,
        Session = SessionFacts.Unknown with
        {
            Type = SessionType.Race,
            TotalLaps = Laps,
            Phase = SessionPhase.Running,
            LeaderLap = cars.Select(c => c.CurrentLap ?? 0).DefaultIfEmpty(0).Max(),
        },
        Cars = [.. cars],
    };

    public static TwinsState Fold(SessionState state) => Estimator().Fold(TwinsState.Empty, state, [], newSession: false);

    public static CarBelief Believe(CarState car) => Fold(Race(car)).Belief.Cars[0];

    /// <summary>A car that has driven the given laps on one set of new mediums.</summary>
    public static CarState Car(IEnumerable<double> lapTimes, string id = "1") => Car(id, new StintDriven(Telemetry.Values.Compound.Medium, [.. lapTimes]));

    /// <summary>A car that has driven the given stints, with a tyre stop between each two.</summary>
    public static CarState Car(string id, params StintDriven[] stints)
    {
        var laps = ImmutableList.CreateBuilder<LapRecord>();
        var records = ImmutableList.CreateBuilder<StintRecord>();
        var visits = ImmutableList.CreateBuilder<PitVisit>();
        var clock = TimeSpan.Zero;
        for (var s = 0; s < stints.Length; s++)
        {
            var more = s < stints.Length - 1;
            records.Add(new StintRecord
            {
                Stint = s + 1,
                Compound = stints[s].Compound,
                New = true,
                AgeAtStart = 0,
                StartLap = laps.Count + 1,
                EndLap = more ? laps.Count + stints[s].Seconds.Length : null,
            });
            for (var i = 0; i < stints[s].Seconds.Length; i++)
            {
                clock += TimeSpan.FromSeconds(stints[s].Seconds[i]);
                laps.Add(new LapRecord
                {
                    Lap = laps.Count + 1,
                    CompletedAt = clock,
                    LapTime = TimeSpan.FromSeconds(stints[s].Seconds[i]),
                    Compound = stints[s].Compound,
                    TyreAge = i + 1,
                    TrackStatus = TrackStatus.Green,
                    Position = 1,
                    PitIn = more && i == stints[s].Seconds.Length - 1,
                    PitOut = s > 0 && i == 0,
                });
            }

            if (more)
            {
                visits.Add(new PitVisit { Lap = laps.Count, TyresChanged = true, LeftAt = clock, TrackStatus = TrackStatus.Green });
            }
        }

        return new CarState
        {
            CarId = id,
            Status = CarStatus.OnTrack,
            Laps = laps.ToImmutable(),
            Stints = records.ToImmutable(),
            PitVisits = visits.ToImmutable(),
            StopCount = stints.Length - 1,
            Tyres = CarTyres.Unknown with { Compound = stints[^1].Compound, Age = stints[^1].Seconds.Length },
            Timing = CarTiming.Unknown with { Position = 1, LapsCompleted = laps.Count, LastCrossing = clock, GapToLeader = Gap.Zero },
        };
    }

    /// <summary>Lap times of a stint as the model has them: base, fuel and slope, plus noise.</summary>
    public static double[] Stint(int firstLap, int laps, double baseSeconds, double slope, Func<double> noise) =>
        [.. Enumerable.Range(0, laps).Select(i => baseSeconds + Fuel(firstLap + i) + (slope * i) + noise())];

    /// <summary>What the fuel on board costs in a lap against a race's mean fuel, s.</summary>
    public static double Fuel(int lap) => 0.03 * 2 * ((Laps / 2.0) - lap + 0.5);

    /// <summary>A standard normal number.</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static CompoundProfile Compound(TyreCompound compound, double offset, double slope, double life) => new()
    {
        Compound = compound,
        PaceOffsetSeconds = offset,
        DegradationSecondsPerLap = new Estimate(slope, 0.03),
        LifeLaps = new Estimate(life, life * 0.35),
    };
}

/// <summary>The laps of a stint in seconds, the pit losses in its first and last lap included.</summary>
internal sealed record StintDriven(Compound Compound, double[] Seconds);
