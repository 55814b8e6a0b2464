using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;

namespace DualTwin.Strategy.Tests;

/// <summary>Race beliefs made by hand.</summary>
internal static class Beliefs
{
    public static RaceBelief Race(params CarBelief[] cars) => new()
    {
        IsRace = true,
        Underway = true,
        TotalLaps = 50,
        LeaderLap = 21,
        Circuit = CircuitCatalogue.Generic,
        PitLossSeconds = new Estimate(22, 1),
        PitLossSafetyCarSeconds = new Estimate(12, 1.5),
        PitLossVirtualSafetyCarSeconds = new Estimate(15, 1.5),
        StopScatterSeconds = 1.5,
        Cars = [.. cars],
    };

    /// <summary>A car on lap 21 of 50 with 20 laps on mediums.</summary>
    public static CarBelief Car(string id, int position, double gap, double lap = 90, double hazard = 0.05) => new()
    {
        CarId = id,
        Position = position,
        GapToLeaderSeconds = gap,
        LastCrossingSeconds = 1800 + gap,
        LapsCompleted = 20,
        Running = true,
        CleanAirPaceSeconds = new Estimate(lap - 0.5, 0.1),
        NextLapSeconds = new Estimate(lap, 0.4),
        PaceDeltaSeconds = new Estimate(0.5, 0.1),
        LapNoiseSeconds = 0.3,
        Tyres = new TyreBelief
        {
            Compound = TyreCompound.Medium,
            AgeLaps = 20,
            DegradationSecondsPerLap = new Estimate(0.05, 0.02),
            LifeLaps = new Estimate(26, 6),
        },
        Fuel = new FuelBelief { MassKg = new Estimate(60, 2), BurnKgPerLap = new Estimate(2, 0.1), CapacityKg = 110 },
        StopHazard = [.. Enumerable.Repeat(hazard, 29)],
    };
}
