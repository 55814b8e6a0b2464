using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Shape;
using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Sampling;

namespace DualTwin.Backtest.Tests;

/// <summary>
/// A sampled race looks like a race when each measure of its shape lies where recorded dry races have it: within their 5 to 95 %
/// quantiles for nearly every seed, and not always at the same end.
/// </summary>
public sealed class SimulatedRaceShapeTests
{
    // Of recorded races one in ten lies outside its own range; a model that is no better than that at the edges is still right.
    private const double LeastShareInside = 0.8;

    private static readonly string[] Circuits = ["Baku", "Melbourne", "Catalunya", "Spielberg", "Suzuka"];

    private static readonly Dictionary<string, double[]> Measured = MeasureAll();

    public static TheoryData<string> Measures() => [.. CircuitCatalogue.Figures.Shape.Select(s => s.Measure)];

    [Theory]
    [MemberData(nameof(Measures))]
    public void Run_ManySeeds_MeasureLiesWhereRecordedRacesHaveIt(string measure)
    {
        var range = CircuitCatalogue.Figures.Shape.Single(s => s.Measure == measure);
        var values = Measured[measure];

        var inside = (double)values.Count(v => v >= range.P5 && v <= range.P95) / values.Length;

        Assert.True(inside >= LeastShareInside, $"{measure}: {inside:P0} of {values.Length} races lie within {range.P5} to {range.P95}; median {values.Order().ElementAt(values.Length / 2)}.");
    }

    private static Dictionary<string, double[]> MeasureAll()
    {
        var shapes = new List<IReadOnlyDictionary<string, double>>();
        foreach (var circuit in Circuits)
        {
            for (ulong seed = 0; seed < 12; seed++)
            {
                var profile = CircuitCatalogue.Find(circuit)!;
                var field = StartingField.Draw(
                    profile, CircuitCatalogue.Figures.Field, [.. Enumerable.Range(1, 20).Select(i => i.ToString())], profile.RaceLaps, seed);
                if (!field.Condition.Raining)
                {
                    shapes.Add(RaceShape.Measure(SampledRaces.Record(
                        SampledRace.Run(field.Parameters with { WeatherChanges = false }, field.Condition, seed))));
                }
            }
        }

        return shapes.SelectMany(s => s).GroupBy(m => m.Key, m => m.Value, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
    }
}
