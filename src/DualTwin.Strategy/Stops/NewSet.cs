using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Duels;

namespace DualTwin.Strategy.Stops;

/// <summary>What a new set is worth in its first lap.</summary>
internal static class NewSet
{
    // The first lap on new tyres after a stop is never worth more than a pace advantage that is driven, nor a loss, s.
    private const double Most = 4;

    /// <summary>
    /// Lap time that the car gains by going from its set as it is now to a new one, s. The cost of a stop under green is told against laps on the set
    /// that each is driven on, so the out lap counts as one on the new set; under a neutralisation it is told against cars that stay out: 0.
    /// Also 0 where pace or circuit is unknown, or the race is wet.
    /// </summary>
    public static double GainSeconds(RaceBelief race, CarBelief car) =>
        race.Neutralisation == Neutralisation.None && race.Wet != true && FreshTyre.Lap(race, car) is { } fresh
            && car.CleanAirPaceSeconds is { } pace && car.PaceDeltaSeconds is { } delta
            ? Math.Clamp(pace.Mean + delta.Mean - fresh.Mean, 0, Most)
            : 0;
}
