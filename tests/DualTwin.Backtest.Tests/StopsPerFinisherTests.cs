using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Shape;
using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Sampling;

namespace DualTwin.Backtest.Tests;

/// <summary>Sampled races make as many tyre stops as recorded ones: over all circuits, and more of them where more are made.</summary>
public sealed class StopsPerFinisherTests(ITestOutputHelper output)
{
    private const string Measure = "stops_per_finisher";
    private const int RacesPerCircuit = 6;

    [Fact]
    public void Run_EveryRecordedCircuit_StopsAreAsMany()
    {
        var recorded = RaceArchive.Load(TestData.Races()).Races.Where(r => r.WetShare == 0 && !r.Suspended)
            .GroupBy(r => CircuitCatalogue.Find(r.Event)!.Name)
            .ToDictionary(g => CircuitCatalogue.Find(g.Key)!, g => g.Average(r => RaceShape.Measure(r)[Measure]));
        var pairs = recorded.Select(r => (r.Key.Name, Recorded: r.Value, Sampled: Sampled(r.Key))).OrderBy(p => p.Recorded).ToArray();
        foreach (var (name, of, sampled) in pairs)
        {
            output.WriteLine($"{name}: {of:0.00} recorded, {sampled:0.00} sampled");
        }

        var third = pairs.Length / 3;
        var (all, drawn) = (pairs.Average(p => p.Recorded), pairs.Average(p => p.Sampled));
        var (few, many) = (pairs[..third].Average(p => p.Sampled), pairs[^third..].Average(p => p.Sampled));
        output.WriteLine($"all: {all:0.00} recorded, {drawn:0.00} sampled; the third with fewest {few:0.00}, with most {many:0.00}");

        Assert.InRange(drawn, all - 0.3, all + 0.3);
        Assert.True(many > few + 0.1, $"{many:0.00} against {few:0.00}");
    }

    private static double Sampled(CircuitProfile circuit)
    {
        var stops = new List<double>();
        for (ulong seed = 0; seed < RacesPerCircuit; seed++)
        {
            var field = StartingField.Draw(circuit, CircuitCatalogue.Figures.Field, [.. Enumerable.Range(1, 20).Select(i => $"{i}")], circuit.RaceLaps, seed);
            if (!field.Condition.Raining)
            {
                var race = SampledRace.Run(field.Parameters with { WeatherChanges = false }, field.Condition, seed);
                stops.Add(RaceShape.Measure(SampledRaces.Record(race))[Measure]);
            }
        }

        return stops.Average();
    }
}
