using System.Diagnostics;

namespace DualTwin.Bench;

/// <summary>From the start of the built program to the first view that it serves.</summary>
internal static class StartBench
{
    private const int Rounds = 5;
    private const double MostSeconds = 2;

    public static async Task<bool> RunAsync()
    {
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../DualTwin/release/dualtwin.dll"));
        if (!File.Exists(program))
        {
            Console.WriteLine($"Start: skipped, there is no Release build at {program}");
            return true;
        }

        var times = new double[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            times[i] = await OnceAsync(program);
        }

        var median = Sample.Median(times);
        Console.WriteLine($"Start: first view served after {median:F2} s ({times.Min():F2} to {times.Max():F2} s in {Rounds} rounds; goal {MostSeconds:F0} s)");
        return median < MostSeconds;
    }

    private static async Task<double> OnceAsync(string program)
    {
        var folder = Directory.CreateTempSubdirectory("dualtwin-bench-");
        var started = Stopwatch.GetTimestamp();
        var start = new ProcessStartInfo("dotnet", [program, "run", "--port", "0"])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var line = await process.StandardOutput.ReadLineAsync() ?? string.Empty;
        var address = new Uri(line.Split(' ').First(word => word.StartsWith("http", StringComparison.Ordinal)));
        using var client = new HttpClient { BaseAddress = address };
        while (!(await client.GetStringAsync("/api/v1/telemetry")).Contains("\"success\":true", StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        process.Kill();
        await process.WaitForExitAsync();
        folder.Delete(recursive: true);
        return seconds;
    }
}
