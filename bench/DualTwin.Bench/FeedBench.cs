using System.Diagnostics;
using System.Text;
using DualTwin.Server.Replaying;
using DualTwin.Session;
using DualTwin.Sources;
using DualTwin.Sources.LiveTiming;
using DualTwin.Sources.Recording;
using DualTwin.Sources.Replay;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Schema;
using Microsoft.Extensions.Logging.Abstractions;

namespace DualTwin.Bench;

/// <summary>The live hub's messages: to the published view, with and without recording them, and going to places of a recording.</summary>
internal static class FeedBench
{
    private const string Race = "shared/data/live-timing/archive/2018-04-29_Azerbaijan_Grand_Prix/2018-04-29_Race";
    private const int Seeks = 60;

    public static async Task<bool> RunAsync()
    {
        if (ArchiveBench.Find(Race) is not { } path)
        {
            Console.WriteLine($"Feed: skipped, there is no {Race} beside the project");
            return true;
        }

        var messages = Messages(path);
        Play(messages, null);
        var times = Play(messages, null);
        Array.Sort(times);
        var (median, p99) = (times[times.Length / 2], times[(int)(times.Length * 0.99)]);
        Console.WriteLine($"Feed: a hub's message to the view with its telemetry bytes: median {median:F1} µs (goal 100), p99 {p99 / 1000:F3} ms (goal 2), {messages.Count} messages");
        var cost = await RecordingCostAsync(messages);
        return median < 100 && p99 < 2000 && cost < 0.05 & Seek(path);
    }

    // What handing messages to the recorder adds to taking them in, of one and the same run: two runs differ by more than it costs.
    private static async Task<double> RecordingCostAsync(List<(string Topic, byte[] Data, DateTimeOffset At)> messages)
    {
        var folder = Directory.CreateTempSubdirectory("dualtwin-bench-").FullName;
        var ratios = new double[9];
        long bytes = 0;
        for (var round = 0; round < ratios.Length; round++)
        {
            await using var recorder = new MessageRecorder(
                new RecorderOptions { Folder = Path.Combine(folder, $"{round}") }, TimeProvider.System, NullLogger<MessageRecorder>.Instance);
            var tap = new TimedTap(recorder.Tap(new MessageOrigin(IntakeNames.LiveTiming, Identity, 0)));
            var all = Play(messages, tap).Sum();
            ratios[round] = tap.Microseconds / (all - tap.Microseconds);
            await recorder.DisposeAsync();
            bytes = new DirectoryInfo(Path.Combine(folder, $"{round}")).GetFiles().Sum(f => f.Length);
        }

        Directory.Delete(folder, recursive: true);
        var (low, high, median) = (ratios.Min(), ratios.Max(), Sample.Median(ratios));
        var plain = messages.Sum(m => (long)m.Data.Length);
        Console.WriteLine($"  recording it costs {median:P1} of ingest ({low:P1} to {high:P1} in {ratios.Length} rounds; goal 5 %); {plain / 1e6:F2} MB of messages in {bytes / 1e6:F2} MB");
        return median;
    }

    private static bool Seek(string path)
    {
        var recording = Recordings.Open(path);
        var started = Stopwatch.GetTimestamp();
        var timeline = ReplayTimeline.Of(recording, new SessionPipelineOptions(), CancellationToken.None);
        var scouting = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        var times = new double[Seeks];
        for (var i = 0; i < Seeks; i++)
        {
            var place = 1 + (i * 7919L % timeline.Frames);
            started = Stopwatch.GetTimestamp();
            pipeline.Restore(timeline.StateBefore(place));
            var seek = timeline.SeekTo(place);
            using var reader = seek.Mark is null ? recording.Open(new SourceCounters()) : recording.OpenAt(seek.Mark, new SourceCounters());
            for (var at = seek.MarkPosition; at < place && reader.MoveNext(); at++)
            {
                continue;
            }

            pipeline.Apply(reader.Current);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        var (worst, median) = (times.Max(), Sample.Median(times));
        Console.WriteLine($"  going to a place of the recording: median {median:F0} ms, longest {worst:F0} ms of {Seeks} (goal 200); looked through once before in {scouting:F0} ms");
        return worst < 200;
    }

    private sealed class TimedTap(IMessageTap tap) : IMessageTap
    {
        public double Microseconds { get; private set; }

        public void Take(in RawMessage message)
        {
            var started = Stopwatch.GetTimestamp();
            tap.Take(message);
            Microseconds += Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        }
    }

    private static SourceIdentity Identity { get; } = new("livetiming", "bench", SourceMode.Live);

    private static double[] Play(List<(string Topic, byte[] Data, DateTimeOffset At)> messages, IMessageTap? tap)
    {
        var intake = new LiveTimingIntake(Identity, new SourceCounters()) { Tap = tap };
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        var times = new double[messages.Count];
        for (var i = 0; i < messages.Count; i++)
        {
            var (topic, data, at) = messages[i];
            var started = Stopwatch.GetTimestamp();
            if (intake.Take(new RawMessage(topic, at, at, false, data)) is { } frame)
            {
                _ = pipeline.Apply(frame).Document(ViewDocument.Telemetry, SchemaVersions.Newest);
            }

            times[i] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        }

        return times;
    }

    // The archive's lines, in the order in which they came.
    private static List<(string Topic, byte[] Data, DateTimeOffset At)> Messages(string folder)
    {
        var zero = new DateTimeOffset(2018, 4, 29, 12, 0, 0, TimeSpan.Zero);
        return [.. Directory.GetFiles(folder)
            .SelectMany(file => File.ReadLines(file).Select(line => line.TrimStart('\uFEFF')).Where(line => line.Length > 12).Select(line => (
                Path.GetFileNameWithoutExtension(file), Encoding.UTF8.GetBytes(line[12..]), zero + TimeSpan.Parse(line[..12], System.Globalization.CultureInfo.InvariantCulture))))
            .OrderBy(message => message.Item3)];
    }
}
