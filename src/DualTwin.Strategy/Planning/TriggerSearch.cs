using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Forecasting;

namespace DualTwin.Strategy.Planning;

/// <summary>Finds what would turn the best plan and another round: of the races simulated, those in which something happened are looked at alone.</summary>
internal static class TriggerSearch
{
    // Fewer races tell nothing, nor does a gain within three errors: four things are looked at.
    private const int FewestRaces = 30;
    private const double Sure = 3;

    /// <summary>The trigger under which <paramref name="other"/> gains most on <paramref name="best"/>; null where it gains under none.</summary>
    public static (PlanTrigger Trigger, Estimate Gain)? Find(StopPlan bestPlan, PlanWatch best, StopPlan otherPlan, PlanWatch other)
    {
        var races = Math.Min(best.Races, other.Races);
        var wear = best.Wear[..races].ToArray();
        Array.Sort(wear);
        var (low, high) = (wear[races / 3], wear[races - 1 - (races / 3)]);
        var stop = Math.Max(FirstStop(bestPlan), FirstStop(otherPlan));
        (PlanTrigger Trigger, Estimate Gain)? found = null;
        Look(PlanTrigger.NeutralisationBeforeStop, race => best.Caution[race] is > 0 and var lap && lap <= stop);
        Look(PlanTrigger.NoNeutralisationBeforeStop, race => best.Caution[race] is var lap && (lap == 0 || lap > stop));
        Look(PlanTrigger.HighWear, race => best.Wear[race] > high);
        Look(PlanTrigger.LowWear, race => best.Wear[race] < low);
        return found;

        static int FirstStop(StopPlan plan) => plan.Stops is [var first, ..] ? first.Lap : int.MaxValue;

        void Look(PlanTrigger trigger, Func<int, bool> happens)
        {
            var count = 0;
            for (var race = 0; race < races; race++)
            {
                count += happens(race) ? 1 : 0;
            }

            if (count < FewestRaces)
            {
                return;
            }

            var gain = PairedRaces.Loss(other, best, happens);
            if (gain.Mean > Sure * gain.StandardDeviation && gain.Mean > (found?.Gain.Mean ?? 0))
            {
                found = (trigger, gain);
            }
        }
    }
}
