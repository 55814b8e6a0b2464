using System.Net.Http.Json;
using System.Text.Json;

namespace DualTwin.Bench.Page;

/// <summary>A recorded race over and over as fast as the page follows, for eleven session hours: what stays alive in page and server.</summary>
internal static class PageMemoryBench
{
    private const int Rounds = 6;
    private const double Speed = 200;
    private const string Meeting = "2018-04-29_Azerbaijan_Grand_Prix";
    private const string Race = "2018-04-29_Race";

    // The first round fills caches and compiled code; what leaks would go on growing after it.
    private const double MostGrowth = 1.15;

    public static async Task<bool> RunAsync()
    {
        var recording = Find();
        await using var browser = await Chromium.StartAsync();
        if (recording is null || browser is null || await ServedProgram.StartAsync("--source", $"replay:{recording}", "--speed", $"{Speed}") is not { } program)
        {
            return true;
        }

        using var ending = program;
        using var client = new HttpClient { BaseAddress = program.Address };
        var (page, tools) = await browser.NewPageAsync();
        await page.GotoAsync(program.Address.ToString());
        await tools.SendAsync("HeapProfiler.enable");
        var heaps = new List<double>();
        var hours = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            hours += await PlayAsync(client);
            await tools.SendAsync("HeapProfiler.collectGarbage");
            var heap = await page.EvaluateAsync<double>("performance.memory.usedJSHeapSize") / 1e6;
            program.Process.Refresh();
            heaps.Add(heap);
            var elements = await page.EvaluateAsync<int>("document.querySelectorAll('*').length");
            Console.WriteLine($"Memory: after {hours:F1} session hours {heap:F1} MB alive in the page, {elements} elements, server resident {program.Process.WorkingSet64 / 1e6:F0} MB");
        }

        return heaps[^1] < heaps[1] * MostGrowth;
    }

    // Plays the race to its end, from the beginning; its length in hours.
    private static async Task<double> PlayAsync(HttpClient client)
    {
        await PostAsync(client, "seek", new { time_seconds = 0 });
        await PostAsync(client, "play", new { });
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
            var replay = (await client.GetFromJsonAsync<JsonElement>("/api/v1/replay")).GetProperty("replay");
            if (replay.GetProperty("state").GetString() == "ended")
            {
                return replay.GetProperty("duration_seconds").GetDouble() / 3600;
            }
        }
    }

    private static async Task PostAsync(HttpClient client, string command, object body)
    {
        using var answer = await client.PostAsJsonAsync($"/api/v1/replay/{command}", body);
        answer.EnsureSuccessStatusCode();
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", "live-timing", "archive", Meeting, Race);
            if (Directory.Exists(path))
            {
                return path;
            }
        }

        Console.WriteLine($"Skipped: the recording {Meeting}/{Race} is not in ../shared/data/live-timing/archive");
        return null;
    }
}
