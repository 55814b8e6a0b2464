using System.Diagnostics;

namespace DualTwin.Bench;

/// <summary>From the start of the built program to the first view that it serves.</summary>
internal static class StartBench
{
    private const int Rounds = 5;
    private const double MostSeconds = 2;

    public static async Task<bool> RunAsync()
    {
        var times = new double[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            if (await OnceAsync() is not { } seconds)
            {
                return true;
            }

            times[i] = seconds;
        }

        var median = Sample.Median(times);
        Console.WriteLine($"Start: first view served after {median:F2} s ({times.Min():F2} to {times.Max():F2} s in {Rounds} rounds; goal {MostSeconds:F0} s)");
        return median < MostSeconds;
    }

    private static async Task<double?> OnceAsync()
    {
        var started = Stopwatch.GetTimestamp();
        if (await ServedProgram.StartAsync() is not { } program)
        {
            return null;
        }

        using var ending = program;
        using var client = new HttpClient { BaseAddress = program.Address };
        while (!(await client.GetStringAsync("/api/v1/telemetry")).Contains("\"success\":true", StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
