using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.Twins.Cars;

namespace DualTwin.Twins.Field;

/// <summary>
/// What a stop under green costs in this race: the circuit's prior and the stops seen, each weighed by Huber's rule, so that a stop with
/// a long repair moves the figure no more than one at the limit would.
/// </summary>
internal static class PitLossEstimator
{
    /// <summary>Scatter of single stops around their race's mean, s (standard deviation); fitted, see docs/models/twins.md.</summary>
    public const double StopScatterSeconds = 1.5;

    private const double HuberK = 1.345;

    // Weights need the mean and the mean needs weights: from the prior, three rounds settle to well under a hundredth of a second.
    private const int Rounds = 3;

    /// <summary>Expected cost of a stop and how surely the race's mean is known, s.</summary>
    public static Estimate Estimate(CircuitProfile circuit, ImmutableArray<CarTwin> cars)
    {
        var prior = circuit.PitLossSeconds;
        var estimate = prior;
        for (var round = 0; round < Rounds; round++)
        {
            estimate = Weigh(prior, estimate.Mean, cars);
        }

        return estimate;
    }

    private static Estimate Weigh(Estimate prior, double centre, ImmutableArray<CarTwin> cars)
    {
        var precision = 1 / (prior.StandardDeviation * prior.StandardDeviation);
        var sum = prior.Mean * precision;
        foreach (var car in cars)
        {
            foreach (var stop in car.Pace.StopLosses)
            {
                var variance = (stop.StandardDeviation * stop.StandardDeviation) + (StopScatterSeconds * StopScatterSeconds);
                var distance = Math.Abs(stop.Mean - centre) / Math.Sqrt(variance);
                var weight = (distance > HuberK ? HuberK / distance : 1) / variance;
                precision += weight;
                sum += stop.Mean * weight;
            }
        }

        return new Estimate(sum / precision, Math.Sqrt(1 / precision));
    }
}
