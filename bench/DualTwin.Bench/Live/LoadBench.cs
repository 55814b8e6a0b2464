using System.Diagnostics;
using System.Text.Json;

namespace DualTwin.Bench.Live;

/// <summary>
/// A thousand updates a second of 20 cars for the program in a process of its own: what it takes, in cores and memory. The soak does the
/// same for longer and looks at the memory again and again.
/// </summary>
internal static class LoadBench
{
    private const int PerSecond = 1000;
    private const int WarmUpSeconds = 20;
    private const int Seconds = 30;
    private const double MostCores = 1;

    // Resident pages follow the collector's budget, which breathes; what grows with the updates would be past this soon.
    private const double MostGrowth = 1.2;

    private const int SoakSeconds = 360;

    public static Task<bool> RunAsync() => RunAsync(Seconds, looks: 1);

    public static Task<bool> SoakAsync() => RunAsync(SoakSeconds, looks: 12);

    private static async Task<bool> RunAsync(int measured, int looks)
    {
        using var sender = new DatagramSender();
        if (await ServedProgram.StartAsync("--source", sender.Source) is not { } program)
        {
            return true;
        }

        using var ending = program;
        using var client = new HttpClient { BaseAddress = program.Address };
        sender.Accept();
        var messages = new StampedMessages();
        await SendAsync(sender, messages, WarmUpSeconds);
        var (before, taken, started) = (Look(program.Process), await UpdatesAsync(client), Stopwatch.GetTimestamp());
        var megabytes = new List<long> { before.Megabytes };
        for (var i = 0; i < looks; i++)
        {
            await SendAsync(sender, messages, measured / looks);
            megabytes.Add(Look(program.Process).Megabytes);
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var rate = (await UpdatesAsync(client) - taken) / seconds;
        var after = Look(program.Process);
        var cores = (after.Cpu - before.Cpu).TotalSeconds / seconds;
        Console.WriteLine(
            $"Load: {rate:F0} updates/s of 20 cars taken of {PerSecond} sent, {cores:F2} cores (goal {MostCores}); "
            + $"resident after {WarmUpSeconds} s and every {measured / looks} s: {string.Join(", ", megabytes)} MB");
        return rate > PerSecond * 0.98 && cores < MostCores && after.Megabytes < before.Megabytes * MostGrowth;
    }

    private static (TimeSpan Cpu, long Megabytes) Look(Process process)
    {
        process.Refresh();
        return (process.TotalProcessorTime, process.WorkingSet64 / (1024 * 1024));
    }

    private static async Task<long> UpdatesAsync(HttpClient client)
    {
        using var answer = JsonDocument.Parse(await client.GetStringAsync("/api/v1/source"));
        return answer.RootElement.GetProperty("source").GetProperty("total_updates").GetInt64();
    }

    private static async Task SendAsync(DatagramSender sender, StampedMessages messages, int seconds)
    {
        var zero = Stopwatch.GetTimestamp();
        for (var i = 0; i < seconds * PerSecond; i++)
        {
            sender.Send(messages.Next(i, counted: false).Span);
            var due = TimeSpan.FromSeconds((i + 1.0) / PerSecond) - Stopwatch.GetElapsedTime(zero);
            if (due > TimeSpan.FromMilliseconds(2))
            {
                await Task.Delay(due, TimeProvider.System);
            }
        }
    }
}
