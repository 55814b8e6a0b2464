using System.Text;
using System.Text.Json;
using DualTwin.Session;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Json;
using DualTwin.Telemetry.Schema;

namespace DualTwin.Bench;

/// <summary>One 20-car snapshot of the contract, from the bytes of a message to the bytes that readers are sent.</summary>
internal static class IngestBench
{
    private const int UpdatesPerHour = 20 * 3600;
    private const int UpdatesPerLap = 20 * 90;
    private const int Variants = 400;
    private static readonly SourceIdentity Source = new("websocket", "bench", SourceMode.Live);
    private static readonly DateTimeOffset Start = new(2026, 3, 8, 4, 0, 0, TimeSpan.Zero);

    public static bool Run()
    {
        var messages = Enumerable.Range(0, Variants).Select(Message).ToArray();
        Console.WriteLine($"Ingest: messages of {messages[0].Length} bytes, 20 cars");

        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        var at = 0;
        var ingest = Sample.Take("bytes to published view, telemetry bytes ready", 41, 500, _ => Step(pipeline, messages, at++));
        var both = Sample.Take("  and car and field twin bytes", 41, 500, _ => StepAll(pipeline, messages, at++));
        var read = Sample.Take("  of it reading", 41, 500, i => SnapshotReader.Read(messages[i % Variants], Source, Start));
        var frames = messages.Select(m => SnapshotReader.Read(m, Source, Start).Frame!).ToArray();
        var merge = Sample.Take("  of it merge, twins and strategy", 41, 500, i => pipeline.Apply(frames[i % Variants]));
        var parse = Sample.Take("baseline: JsonDocument.Parse and write back", 41, 500, i => Baseline(messages[i % Variants]));
        Console.WriteLine(ingest);
        Console.WriteLine(read);
        Console.WriteLine(merge);
        Console.WriteLine(both);
        Console.WriteLine(parse);
        Console.WriteLine($"  ratio to the baseline {ingest.MedianMicroseconds / parse.MedianMicroseconds:F2}");
        var flat = HourIsFlat();
        return ingest.MedianMicroseconds < 60 && flat;
    }

    // An hour's worth of updates at 20 per second, in tenths: what one tenth allocates must not grow, nor what stays alive.
    private static bool HourIsFlat()
    {
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        var allocated = new double[10];
        var alive = new double[10];
        for (var block = 0; block < UpdatesPerHour / Variants; block++)
        {
            var messages = Enumerable.Range(block * Variants, Variants).Select(Message).ToArray();
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Variants; i++)
            {
                Step(pipeline, messages, i);
            }

            var tenth = block * 10 / (UpdatesPerHour / Variants);
            allocated[tenth] += (GC.GetAllocatedBytesForCurrentThread() - before) / (UpdatesPerHour / 10.0);
            alive[tenth] = GC.GetTotalMemory(forceFullCollection: block % 18 == 17);
        }

        Console.WriteLine($"  an hour of updates: {allocated[1]:F0} B per update in the second tenth, {allocated[9]:F0} B in the last; alive {alive[1] / 1024:F0} kB, then {alive[9] / 1024:F0} kB");
        return allocated[9] < allocated[1] * 1.05;
    }

    private static void Step(SessionPipeline pipeline, byte[][] messages, int i)
    {
        var read = SnapshotReader.Read(messages[i % messages.Length], Source, Start);
        _ = pipeline.Apply(read.Frame!).Document(ViewDocument.Telemetry, SchemaVersion.Version100);
    }

    private static void StepAll(SessionPipeline pipeline, byte[][] messages, int i)
    {
        var read = SnapshotReader.Read(messages[i % messages.Length], Source, Start);
        var view = pipeline.Apply(read.Frame!);
        _ = view.Document(ViewDocument.Telemetry, SchemaVersion.Version100);
        _ = view.Document(ViewDocument.CarTwin, SchemaVersion.Version100);
        _ = view.Document(ViewDocument.FieldTwin, SchemaVersion.Version100);
    }

    private static void Baseline(byte[] message)
    {
        using var document = JsonDocument.Parse(message);
        _ = JsonSerializer.SerializeToUtf8Bytes(document.RootElement);
    }

    // Pretty-printed as the contract's own example files are: about 7 kB. Laps change within the variants.
    internal static byte[] Message(int variant)
    {
        var lap = 5 + (variant / UpdatesPerLap);
        var text = new StringBuilder();
        text.Append(FormattableString.Invariant($"{{\n \"timestamp\": \"{Start.AddSeconds(variant * 0.05):O}\",\n \"lap\": {lap},\n \"session_type\": \"race\",\n"));
        text.Append(" \"track_conditions\": {\"temperature\": 38.5, \"weather\": \"sunny\", \"track_status\": \"green\"},\n \"cars\": [\n");
        for (var car = 0; car < 20; car++)
        {
            text.Append(FormattableString.Invariant($"""
                  {"{"}"car_id": "{car + 1}", "team": "Team {car / 2}", "driver": "Driver Number {car}", "position": {car + 1}, "speed": {280 + (variant % 37) + (car * 0.37):F2},
                   "tire": {"{"}"compound": "{(car % 2 == 0 ? "medium" : "hard")}", "age": {lap}, "wear_level": {0.0131 * lap:F4}{"}"}, "fuel_level": {0.9 - (variant * 0.00001):F4},
                   "lap_time": {91.234 + (lap * 0.017) + (car * 0.1):F3}, "sector_times": [{30.1 + (lap * 0.017):F3}, {31.034 + (car * 0.1):F3}, 30.1]{"}"}{(car == 19 ? "" : ",")}

                """));
        }

        return Encoding.UTF8.GetBytes(text.Append("]}").ToString());
    }
}
