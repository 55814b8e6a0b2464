using System.Diagnostics;
using DualTwin.Bench.Live;

namespace DualTwin.Bench.Page;

/// <summary>Two hundred pages' worth of stream readers at 10 Hz: what they cost the server, and how old an update is when it is there.</summary>
internal static class PageReadersBench
{
    private const int Readers = 200;
    private const int PerSecond = 20;
    private const int WarmUpSeconds = 10;
    private const int Seconds = 20;
    private const double MostCores = 0.5;
    private const double MostMilliseconds = 100;

    public static async Task<bool> RunAsync()
    {
        using var sender = new DatagramSender();
        if (await ServedProgram.StartAsync("--source", sender.Source) is not { } program)
        {
            return true;
        }

        using var ending = program;
        sender.Accept();
        var messages = new StampedMessages();
        var alone = await CoresAsync(program.Process, sender, messages, Seconds);
        using var clients = new StreamClients(program.Address, "/api/v1/stream?hz=10&fields=telemetry,car_twin,field_twin", Readers, messages);
        await CoresAsync(program.Process, sender, messages, WarmUpSeconds);
        clients.Take();
        var cores = await CoresAsync(program.Process, sender, messages, Seconds);
        var ages = clients.Take();
        var p99 = ages.Length == 0 ? double.NaN : ages[(int)(ages.Length * 0.99)];
        Console.WriteLine(
            $"Readers: {Readers} at 10 Hz: {cores:F2} cores of the server (goal {MostCores}; {alone:F2} without readers), {ages.Length / (double)Seconds:F0} views/s, "
            + $"age p50 {(ages.Length == 0 ? double.NaN : ages[ages.Length / 2]):F1} ms, p99 {p99:F1} ms (goal {MostMilliseconds:F0} ms)");
        return cores < MostCores && p99 < MostMilliseconds;
    }

    private static async Task<double> CoresAsync(Process server, DatagramSender sender, StampedMessages messages, int seconds)
    {
        server.Refresh();
        var (cpu, started) = (server.TotalProcessorTime, Stopwatch.GetTimestamp());
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
        for (var i = 0; i < seconds * PerSecond && await timer.WaitForNextTickAsync(); i++)
        {
            sender.Send(messages.Next(i, counted: true).Span);
        }

        server.Refresh();
        return (server.TotalProcessorTime - cpu).TotalSeconds / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
