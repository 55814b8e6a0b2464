using DualTwin.RaceModel.Belief;

namespace DualTwin.Strategy.Duels;

/// <summary>The undercut: stopping before the car ahead does.</summary>
public static class Undercuts
{
    /// <summary>
    /// Probability that <paramref name="car"/> comes out ahead of <paramref name="target"/>, 0…1, if it stops at the end of this lap and the
    /// target one lap later; null where either pace is unknown.
    /// </summary>
    /// <param name="race">The race.</param>
    /// <param name="car">The car behind, which stops first.</param>
    /// <param name="target">The car ahead.</param>
    /// <param name="gapSeconds">Time between the two, s.</param>
    public static double? Success(RaceBelief race, CarBelief car, CarBelief target, double gapSeconds) =>
        StopDuel.Of(race, car, target)?.FirstGains(gapSeconds);
}
