using System.Diagnostics;
using DualTwin.Session;
using DualTwin.Sources.Replay;

namespace DualTwin.Bench;

/// <summary>A whole Grand Prix from the recorded feed through source, merge and twins, as fast as it goes.</summary>
internal static class ArchiveBench
{
    private const string Recording = "shared/data/live-timing/archive/2018-04-29_Azerbaijan_Grand_Prix/2018-04-29_Race";
    private const int Rounds = 7;

    public static async Task<bool> RunAsync()
    {
        if (Find(Recording) is not { } path)
        {
            Console.WriteLine($"Archive: skipped, there is no {Recording} beside the project");
            return true;
        }

        await ReplayAsync(path);
        var times = new double[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            await ReplayAsync(path);
            times[i] = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        }

        var median = Sample.Median(times);
        Console.WriteLine($"Archive: a Grand Prix takes {median:F2} s of CPU ({times.Min():F2} to {times.Max():F2} s in {Rounds} rounds; goal 2 s)");
        return median < 2;
    }

    private static async Task ReplayAsync(string path)
    {
        var source = new ReplaySource(Recordings.Open(path), ReplaySpeed.Maximum, TimeProvider.System);
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        await foreach (var frame in source.ReadAsync(CancellationToken.None))
        {
            pipeline.Apply(frame);
        }
    }

    /// <summary>The folder at <paramref name="recording"/> beside the project or above it; null where there is none.</summary>
    public static string? Find(string recording)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, recording)))
            {
                return Path.Combine(folder.FullName, recording);
            }
        }

        return null;
    }
}
