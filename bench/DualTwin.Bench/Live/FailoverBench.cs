using System.Diagnostics;
using System.Text.Json;

namespace DualTwin.Bench.Live;

/// <summary>
/// How long from the stall limit to the stand-in, and from good data to live again: by the times that the program itself gives to its
/// changes of source, against the moments of the sender's last and first messages on the same machine's clock.
/// </summary>
internal static class FailoverBench
{
    private const int Rounds = 3;
    private const double MostOver = 2;
    private const double MostBack = 10;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<bool> RunAsync()
    {
        var met = true;
        using (var datagrams = new DatagramSender())
        {
            met &= await MeasureAsync("datagrams", datagrams);
        }

        using var frames = new WebSocketSender();
        return met & await MeasureAsync("WebSocket messages", frames);
    }

    private static async Task<bool> MeasureAsync(string what, ISnapshotSender sender)
    {
        var (over, back, limit) = (new List<double>(), new List<double>(), 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            if (await RoundAsync(what, sender) is not { } times)
            {
                return true;
            }

            limit = times.Limit;
            over.Add(times.Over);
            back.Add(times.Back);
        }

        Console.WriteLine($"Failover: {what}, {1 / Interval.TotalSeconds:F0} a second, stall limit {limit} s; {Rounds} rounds");
        Console.WriteLine($"  stand-in after the limit: median {Sample.Median([.. over]):F2} s, {over.Min():F2} to {over.Max():F2} (goal {MostOver})");
        Console.WriteLine($"  live again after the first good message: median {Sample.Median([.. back]):F2} s, {back.Min():F2} to {back.Max():F2} (goal {MostBack})");
        return over.Max() <= MostOver && back.Max() <= MostBack;
    }

    // A program for each round: one that has just been left in the lurch trusts the source later each time.
    private static async Task<(double Limit, double Over, double Back)?> RoundAsync(string what, ISnapshotSender sender)
    {
        if (await ServedProgram.StartAsync("--source", sender.Source) is not { } program)
        {
            return null;
        }

        using var ending = program;
        using var client = new HttpClient { BaseAddress = program.Address };
        var messages = new StampedMessages();
        var sent = 0;
        sender.Accept();
        await SpeakUntilAsync(LiveAsync);
        var last = await SpeakForAsync(25);
        var source = await WaitAsync(s => s.GetProperty("standing_in").GetBoolean());
        var limit = source.GetProperty("order")[0].GetProperty("stall_limit_seconds").GetDouble();
        var over = (ChangedAt(source) - last).TotalSeconds - limit;

        // A WebSocket's reader left when it fell silent and comes back by itself.
        sender.Accept();
        var first = TimeProvider.System.GetUtcNow();
        return (limit, over, (ChangedAt(await SpeakUntilAsync(LiveAsync)) - first).TotalSeconds);

        async Task<JsonElement?> LiveAsync() => await SourceAsync() is var s && s.GetProperty("mode").GetString() == "live" && !s.GetProperty("standing_in").GetBoolean() ? s : null;

        async Task<JsonElement> SourceAsync()
        {
            using var document = JsonDocument.Parse(await client.GetStringAsync(new Uri("/api/v1/source", UriKind.Relative)));
            return document.RootElement.GetProperty("source").Clone();
        }

        async Task<JsonElement> SpeakUntilAsync(Func<Task<JsonElement?>> done)
        {
            for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < Patience;)
            {
                await SpeakForAsync(1);
                if (await done() is { } found)
                {
                    return found;
                }
            }

            throw new InvalidOperationException($"No live data after {Patience.TotalSeconds} s of {what}.");
        }

        async Task<DateTimeOffset> SpeakForAsync(int count)
        {
            var at = TimeProvider.System.GetUtcNow();
            for (var i = 0; i < count; i++)
            {
                await Task.Delay(Interval, TimeProvider.System);
                at = TimeProvider.System.GetUtcNow();
                sender.Send(messages.Next(sent++, counted: false).Span);
            }

            return at;
        }

        async Task<JsonElement> WaitAsync(Func<JsonElement, bool> done)
        {
            for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < Patience;)
            {
                await Task.Delay(Interval, TimeProvider.System);
                if (await SourceAsync() is var source && done(source))
                {
                    return source;
                }
            }

            throw new InvalidOperationException($"No stand-in {Patience.TotalSeconds} s after the last of {what}.");
        }
    }

    private static DateTimeOffset ChangedAt(JsonElement source) => source.GetProperty("changes").EnumerateArray().Last().GetProperty("at").GetDateTimeOffset();
}
