using DualTwin.Backtest.Archive;
using DualTwin.Session;

namespace DualTwin.Backtest.Walk;

/// <summary>
/// Feeds a recorded race through the pipeline that runs live, line crossing by line crossing, in the order in which they happened.
/// No frame holds anything that was measured after its time.
/// </summary>
public static class RaceWalk
{
    /// <summary>Walks <paramref name="race"/> and calls <paramref name="completed"/> each time that a car has completed a lap.</summary>
    public static void Run(RecordedRace race, SessionPipelineOptions options, Action<WalkedLap> completed)
    {
        var pipeline = new SessionPipeline(options);
        var frames = new RaceFrames(race);
        pipeline.Apply(frames.Start());
        foreach (var (car, lap) in Crossings(race))
        {
            foreach (var frame in frames.At(car, lap))
            {
                pipeline.Apply(frame);
            }

            completed(new WalkedLap(car, lap, pipeline.Current));
        }
    }

    // Of cars that cross at the same millisecond the one with more laps behind it, then the one ahead in the order, was first.
    private static IOrderedEnumerable<(RecordedCar Car, RecordedLap Lap)> Crossings(RecordedRace race) =>
        race.Cars.SelectMany(car => car.Laps.Where(l => l.EndSeconds is not null).Select(lap => (Car: car, Lap: lap)))
            .OrderBy(c => c.Lap.EndSeconds)
            .ThenByDescending(c => c.Lap.Lap)
            .ThenBy(c => c.Lap.Position);
}
