using System.Diagnostics;
using DualTwin.RaceModel.Circuits;
using DualTwin.Session;
using DualTwin.Sources;
using DualTwin.Sources.Game;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Merge;
using DualTwin.Telemetry.State;
using DualTwin.Twins;

namespace DualTwin.Bench.Live;

/// <summary>
/// Where the time of a game's frame goes between its datagrams and its view: the feed of <see cref="GameBench"/> through each step alone,
/// on one thread and without sockets. Medians of the frames' blocks, so that what else the machine does shows less.
/// </summary>
internal static class GameStepsBench
{
    private const int Block = 60;
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(60);
    private static readonly DateTimeOffset Zero = new(2026, 3, 8, 4, 0, 0, TimeSpan.Zero);

    public static async Task<bool> RunAsync()
    {
        var feed = await GameFeed.MakeAsync(Measured);
        Console.WriteLine($"Game, step by step: {feed.Frames.Count} frames of {GameFeed.Cars} cars");
        for (var warm = 0; warm < 2; warm++)
        {
            Play(feed, show: false);
        }

        Play(feed, show: true);
        return true;
    }

    private static void Play(GameFeed feed, bool show)
    {
        var assembler = new GameAssembler(new SourceIdentity("udp", "bench", SourceMode.Live), new SourceCounters());
        var (queue, frames) = (new Queue<Frame>(), new List<Frame>());
        Step("datagrams to frame", feed.Frames.Count, show, i =>
        {
            foreach (var datagram in feed.Frames[i].Datagrams)
            {
                assembler.Take(datagram, Zero.AddSeconds(i / 60.0), queue);
            }

            while (queue.TryDequeue(out var frame))
            {
                frames.Add(frame);
            }
        });
        var (state, merged) = (SessionState.Empty, new MergeResult[frames.Count]);
        Step("frame to state", frames.Count, show, i => state = (merged[i] = SessionMerger.Apply(state, frames[i])).State);
        var estimator = new FieldEstimator(new TwinOptions
        {
            Circuit = name => CircuitCatalogue.Find(name)!, NextLap = CircuitCatalogue.NextLap, Stops = CircuitCatalogue.Stops,
        });
        var twins = TwinsState.Empty;
        Step("state to twins", frames.Count, show, i => twins = estimator.Fold(twins, merged[i].State, merged[i].Events, merged[i].NewSession));
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        Step("frame to view, all of it", frames.Count, show, i => pipeline.Apply(frames[i]));
    }

    private static void Step(string name, int count, bool show, Action<int> work)
    {
        var times = new List<double>();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var from = 0; from + Block <= count; from += Block)
        {
            var started = Stopwatch.GetTimestamp();
            for (var i = from; i < from + Block; i++)
            {
                work(i);
            }

            times.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds / Block);
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / count;
        if (show)
        {
            Console.WriteLine($"  {name,-28} {Sample.Median([.. times]),8:F1} µs a frame  {bytes,8} B");
        }
    }
}
