using DualTwin.RaceModel.Belief;
using DualTwin.Twins.Field;

namespace DualTwin.Twins.Stops;

/// <summary>How likely the laps to come are neutralised, and what that does to the chance of a stop.</summary>
internal readonly struct NeutralisationOutlook(FieldContext context)
{
    // Added to the log-odds of a stop: the first two laps of a safety car, its later ones, and a virtual safety car.
    private const double FreshSafetyCar = 2.86;
    private const double OldSafetyCar = 0.411;
    private const double VirtualSafetyCar = 1.656;
    private const int FreshLaps = 2;

    // Share of neutralised laps that are followed by another one.
    private const double SafetyCarGoesOn = 0.79;
    private const double VirtualSafetyCarGoesOn = 0.57;

    /// <summary>Probability of a stop in the <paramref name="ahead"/>th lap from now (0 is the lap now driven) given its log-odds under green.</summary>
    public double Probability(double green, int ahead)
    {
        var calm = Usual(green);
        return context.Neutralisation switch
        {
            Neutralisation.SafetyCar or Neutralisation.RedFlag => Blend(
                Math.Pow(SafetyCarGoesOn, ahead),
                green + (context.NeutralisedLaps + ahead < FreshLaps ? FreshSafetyCar : OldSafetyCar),
                calm),
            Neutralisation.VirtualSafetyCar => Blend(Math.Pow(VirtualSafetyCarGoesOn, ahead), green + VirtualSafetyCar, calm),
            _ => calm,
        };
    }

    private static double Blend(double share, double logit, double otherwise) =>
        (share * StopLogit.Probability(logit)) + ((1 - share) * otherwise);

    // A lap without news may still turn neutralised: the long-run share of laps that are new safety car or virtual safety car laps.
    private double Usual(double green)
    {
        var safetyCar = Math.Min(1, context.Circuit.SafetyCarPerLap * (1 + SafetyCarGoesOn));
        var virtualCar = Math.Min(1 - safetyCar, context.Circuit.VirtualSafetyCarPerLap / (1 - VirtualSafetyCarGoesOn));
        return (safetyCar * StopLogit.Probability(green + FreshSafetyCar))
            + (virtualCar * StopLogit.Probability(green + VirtualSafetyCar))
            + ((1 - safetyCar - virtualCar) * StopLogit.Probability(green));
    }
}
