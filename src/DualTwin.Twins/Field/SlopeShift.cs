using System.Collections.Immutable;
using DualTwin.Twins.Cars;
using DualTwin.Twins.Pace;

namespace DualTwin.Twins.Field;

/// <summary>How much faster or slower the whole field's tyres wear in this race than the circuit's profile says.</summary>
internal static class SlopeShift
{
    /// <summary>Mean shift of all stints, s per lap of age, each weighed by how surely it is known; 0 without evidence.</summary>
    public static double Estimate(ImmutableArray<CarTwin> cars)
    {
        const double Between = PaceConstants.SlopeBetweenCars * PaceConstants.SlopeBetweenCars;
        var weights = 0.0;
        var sum = 0.0;
        foreach (var car in cars)
        {
            foreach (var stint in car.Pace.Slopes)
            {
                var weight = stint.Information > 0 ? 1 / (Between + (1 / stint.Information)) : 0;
                weights += weight;
                sum += weight * stint.EvidenceShift;
            }
        }

        return weights > 0 ? sum / weights : 0;
    }
}
