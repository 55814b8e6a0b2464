using DualTwin.RaceModel.Circuits;

namespace DualTwin.RaceModel.Stops;

/// <summary>
/// What a neutralisation does to the chance of a stop for tyres at the end of a lap. Figures of the logistic regression on 136,489 recorded
/// laps that docs/models/twins.md describes.
/// </summary>
public static class NeutralisedStops
{
    /// <summary>Added to the log-odds of a stop in the first <see cref="FreshLaps"/> laps of a safety car.</summary>
    public const double FreshSafetyCar = 2.86;

    /// <summary>Added in its later laps.</summary>
    public const double OldSafetyCar = 0.411;

    /// <summary>Added under a virtual safety car.</summary>
    public const double VirtualSafetyCar = 1.656;

    /// <summary>Laps for which a safety car is new.</summary>
    public const int FreshLaps = 2;

    /// <summary>Share of laps behind a safety car that are followed by another one, 0…1.</summary>
    public const double SafetyCarGoesOn = 0.79;

    /// <summary>The same of a virtual safety car.</summary>
    public const double VirtualSafetyCarGoesOn = 0.57;

    /// <summary>Probability, 0…1, of the given log-odds.</summary>
    public static double Probability(double logit) => 1 / (1 + Math.Exp(-logit));

    /// <summary>
    /// Probability of a stop in a lap of which nobody knows yet whether it will be neutralised, 0…1: by the long-run shares of laps that are
    /// new safety car or virtual safety car laps.
    /// </summary>
    /// <param name="green">Log-odds of the stop without a neutralisation.</param>
    /// <param name="circuit">How often races are neutralised there.</param>
    public static double Usual(double green, CircuitProfile circuit)
    {
        var safetyCar = Math.Min(1, circuit.SafetyCarPerLap * (1 + SafetyCarGoesOn));
        var virtualCar = Math.Min(1 - safetyCar, circuit.VirtualSafetyCarPerLap / (1 - VirtualSafetyCarGoesOn));
        return (safetyCar * Probability(green + FreshSafetyCar))
            + (virtualCar * Probability(green + VirtualSafetyCar))
            + ((1 - safetyCar - virtualCar) * Probability(green));
    }
}
