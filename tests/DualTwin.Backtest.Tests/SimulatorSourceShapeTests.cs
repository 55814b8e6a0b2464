using DualTwin.Backtest.Shape;
using DualTwin.RaceModel.Circuits;
using DualTwin.Sources.Simulator;

namespace DualTwin.Backtest.Tests;

/// <summary>
/// The simulator's telemetry, watched as a reader of its frames sees it, makes races whose measures lie within the 5 to 95 % quantiles
/// of recorded dry races.
/// </summary>
public sealed class SimulatorSourceShapeTests
{
    private const double LeastShareInside = 0.8;

    [Fact]
    public async Task ReadAsync_SeveralSeeds_LookLikeRaces()
    {
        var outside = new List<string>();
        var count = 0;
        for (ulong seed = 11; seed <= 14; seed++)
        {
            var options = new SimulatorOptions { Seed = seed, SpeedFactor = null, Races = 1, UpdateHz = 2, WeatherChanges = false };
            var race = new WatchedRace();
            await foreach (var frame in new SimulatorSource(options, TimeProvider.System).ReadAsync(TestContext.Current.CancellationToken))
            {
                race.Watch(frame);
            }

            var record = race.Record();
            Assert.True(record.LapCount >= 20);
            foreach (var (measure, value) in RaceShape.Measure(record))
            {
                var range = CircuitCatalogue.Figures.Shape.Single(s => s.Measure == measure);
                count++;
                if (value < range.P5 || value > range.P95)
                {
                    outside.Add($"seed {seed}: {measure} {value:0.###} outside {range.P5} to {range.P95}");
                }
            }
        }

        Assert.True(count >= 30);
        Assert.True(1 - ((double)outside.Count / count) >= LeastShareInside, string.Join('\n', outside));
    }
}
