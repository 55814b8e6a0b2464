using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Sampling;
using DualTwin.Strategy.Forecasting;

namespace DualTwin.Strategy.Tests;

/// <summary>
/// The forecast simulates in whole laps and arrays what the sampler of the simulator source samples in time: the same model, so that a demo race is as real
/// as the forecast of it.
/// </summary>
public sealed class SamplerAgreementTests
{
    private const int Races = 400;
    private const int Cars = 12;

    [Fact]
    public void SampledAndSimulatedRaces_OfOneBelief_TakeTheSameTimeAndSpreadTheField()
    {
        var belief = Belief();
        var (sampled, spread) = Sampled(belief);
        var (simulated, spreadSimulated) = Simulated(belief);

        // Half an hour of racing, to within the seconds that a caution more or less makes.
        Assert.InRange(simulated / sampled, 0.985, 1.015);
        Assert.InRange(spreadSimulated / spread, 0.6, 1.6);
    }

    private static (double Seconds, double Spread) Sampled(RaceBelief belief)
    {
        var (times, spreads) = (new List<double>(), new List<double>());
        var start = BeliefCondition.From(belief, CircuitCatalogue.Figures.Field, 1);
        for (var race = 0; race < Races; race++)
        {
            var sampler = new RaceSampler(start.Parameters with { WeatherChanges = false }, start.Condition, (ulong)race + 1);
            var laps = new List<SampledLap>();
            while (sampler.Step() is { Count: > 0 } step)
            {
                laps.AddRange(step);
            }

            var ends = laps.Where(l => l.Lap == belief.TotalLaps && l.RetiredAtFraction is null).Select(l => l.EndSeconds).Order().ToArray();
            if (ends.Length >= Cars / 2)
            {
                times.Add(ends[0]);
                spreads.Add(ends[ends.Length / 2] - ends[0]);
            }
        }

        return (times.Average(), spreads.Average());
    }

    private static (double Seconds, double Spread) Simulated(RaceBelief belief)
    {
        var (times, spreads) = (new List<double>(), new List<double>());
        var simulator = new RaceSimulator(RaceOutlook.From(belief, CircuitCatalogue.Figures.Field with { RainPerLap = 0 }, 1)!);
        var result = new int[Cars];
        for (var race = 0; race < Races; race++)
        {
            var last = Array.Empty<float>();
            simulator.Replay(5, race, result, (lap, ends) => last = lap == belief.TotalLaps ? ends.ToArray() : last);
            times.Add(last[result[0]]);
            spreads.Add(last[result[Cars / 2]] - last[result[0]]);
        }

        return (times.Average(), spreads.Average());
    }

    // Stops are decided by rules of their own in each; here nobody has a reason for one.
    private static RaceBelief Belief() => Beliefs.Race([.. Enumerable.Range(0, Cars).Select(i =>
    {
        var car = Beliefs.Car($"{i + 1}", i + 1, 3 * i, lap: 90 + (0.05 * i), hazard: 0);
        return car with
        {
            StopsMade = 1,
            CompoundsUsed = [TyreCompound.Hard],
            LapFraction = 0,
            Tyres = car.Tyres with { AgeLaps = 1, DegradationSecondsPerLap = new Estimate(0.02, 0.005) },
        };
    })]) with { TotalLaps = 40 };
}
