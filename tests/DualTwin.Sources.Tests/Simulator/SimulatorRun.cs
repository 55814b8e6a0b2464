using DualTwin.Sources.Simulator;
using DualTwin.Telemetry.Frames;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Sources.Tests.Simulator;

internal static class SimulatorRun
{
    public static readonly DateTimeOffset Begin = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly SimulatorOptions Short = new() { Laps = 12, SpeedFactor = null, Races = 1, Seed = 3 };

    public static async Task<List<Frame>> FramesAsync(SimulatorOptions options, int most = int.MaxValue)
    {
        var frames = new List<Frame>();
        await foreach (var frame in new SimulatorSource(options, new FakeTimeProvider(Begin)).ReadAsync(TestContext.Current.CancellationToken))
        {
            frames.Add(frame);
            if (frames.Count >= most)
            {
                break;
            }
        }

        return frames;
    }

    /// <summary>All updates of one car with the session time of their frames, s.</summary>
    public static Dictionary<string, List<(double Seconds, CarUpdate Car)>> ByCar(IEnumerable<Frame> frames) => frames
        .SelectMany(f => f.Cars.Select(c => (f.SessionTime!.Value.TotalSeconds, Car: c)))
        .GroupBy(x => x.Car.CarId, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
}
