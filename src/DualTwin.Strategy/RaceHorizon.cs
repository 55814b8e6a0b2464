using DualTwin.RaceModel.Belief;

namespace DualTwin.Strategy;

/// <summary>How many laps strategy looks ahead.</summary>
internal static class RaceHorizon
{
    /// <summary>The near future of the public schema: what is said to happen soon happens within five laps.</summary>
    public const int NearLaps = 5;

    /// <summary>Laps to the flag for <paramref name="car"/>, the one now driven included; null where distance or laps are unknown.</summary>
    public static int? ToFlag(RaceBelief race, CarBelief car) =>
        race.TotalLaps is { } total && car.LapsCompleted is { } done ? Math.Max(0, total - done) : null;

    /// <summary>Laps that both cars still race; the near future where the distance is unknown.</summary>
    public static int Common(RaceBelief race, CarBelief a, CarBelief b) =>
        ToFlag(race, a) is { } first && ToFlag(race, b) is { } second ? Math.Min(first, second) : NearLaps;
}
