using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.State;

namespace DualTwin.Twins.Tests;

/// <summary>What must hold of any belief.</summary>
internal static class Sane
{
    public static void Check(RaceBelief belief, SessionState state)
    {
        Assert.Equal(state.Cars.Select(c => c.CarId), belief.Cars.Select(c => c.CarId));
        Finite(belief.PitLossSeconds);
        Finite(belief.PitLossSafetyCarSeconds);
        Finite(belief.PitLossVirtualSafetyCarSeconds);
        foreach (var car in belief.Cars)
        {
            Check(car);
        }
    }

    private static void Check(CarBelief car)
    {
        Finite(car.CleanAirPaceSeconds);
        Finite(car.NextLapSeconds);
        Finite(car.PaceDeltaSeconds);
        Finite(car.Tyres.DegradationSecondsPerLap);
        Finite(car.Tyres.LifeLaps);
        Finite(car.Tyres.Wear);
        Finite(car.Tyres.WearPerLap);
        Finite(car.Fuel?.MassKg);
        Finite(car.Fuel?.BurnKgPerLap);
        Finite(car.Behaviour?.UndercutTendency, share: true);
        Finite(car.Behaviour?.AggressiveDefence, share: true);
        Finite(car.Behaviour?.TyreManagement, share: true);
        Assert.True(car.LapNoiseSeconds is null or > 0);
        Assert.True(car.LapFraction is null or (>= 0 and <= 1), $"lap fraction {car.LapFraction}");
        Assert.True(car.GapToLeaderSeconds is null or >= 0, $"gap {car.GapToLeaderSeconds}");
        Assert.True(car.Fuel is null || (car.Fuel.MassKg.Mean >= 0 && car.Fuel.MassKg.Mean <= car.Fuel.CapacityKg));
        Assert.True(car.Tyres.Wear is null or { Mean: >= 0 and <= 1 });
        Assert.True(car.Tyres.LifeLaps.Mean >= 1);
        Assert.All(car.StopHazard, h => Assert.InRange(h, 0, 1));
    }

    private static void Finite(Estimate? estimate, bool share = false)
    {
        if (estimate is not { } value)
        {
            return;
        }

        Assert.True(double.IsFinite(value.Mean) && double.IsFinite(value.StandardDeviation), $"{value} is not finite");
        Assert.True(value.StandardDeviation >= 0, $"{value} has a negative spread");
        Assert.True(!share || (value.Mean >= 0 && value.Mean <= 1), $"{value} is no share");
    }
}
