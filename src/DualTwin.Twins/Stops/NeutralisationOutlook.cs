using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Stops;
using DualTwin.Twins.Field;

namespace DualTwin.Twins.Stops;

/// <summary>How likely the laps to come are neutralised, and what that does to the chance of a stop.</summary>
internal readonly struct NeutralisationOutlook(FieldContext context)
{
    /// <summary>Probability of a stop in the <paramref name="ahead"/>th lap from now (0 is the lap now driven) given its log-odds under green.</summary>
    public double Probability(double green, int ahead)
    {
        var calm = NeutralisedStops.Usual(green, context.Circuit);
        return context.Neutralisation switch
        {
            Neutralisation.SafetyCar or Neutralisation.RedFlag => Blend(
                Math.Pow(NeutralisedStops.SafetyCarGoesOn, ahead),
                green + (context.NeutralisedLaps + ahead < NeutralisedStops.FreshLaps ? NeutralisedStops.FreshSafetyCar : NeutralisedStops.OldSafetyCar),
                calm),
            Neutralisation.VirtualSafetyCar => Blend(
                Math.Pow(NeutralisedStops.VirtualSafetyCarGoesOn, ahead), green + NeutralisedStops.VirtualSafetyCar, calm),
            _ => calm,
        };
    }

    private static double Blend(double share, double logit, double otherwise) =>
        (share * NeutralisedStops.Probability(logit)) + ((1 - share) * otherwise);
}
