using DualTwin.Bench.Live;
using Microsoft.Playwright;

namespace DualTwin.Bench.Page;

/// <summary>
/// The page in Chromium at 24 cars and 20 updates per second: what an update costs in scripting, style and layout by the browser's own
/// count, and how soon the page first paints. A headless browser has no GPU, so painting is left out.
/// </summary>
internal static class PageBench
{
    private const int PerSecond = 20;
    private const int WarmUpSeconds = 8;
    private const int Seconds = 20;
    private const int Loads = 5;
    private const double MostMilliseconds = 4;
    private const double MostPaintMilliseconds = 1000;

    // The side that is not the page: the same stream parsed and its order written into one element.
    private const string Baseline = """
        hz => { const out = document.createElement('pre'); document.body.replaceChildren(out); window.seen = 0;
          new WebSocket(location.origin.replace('http', 'ws') + '/api/v1/ws?fields=telemetry,car_twin,field_twin&hz=' + hz).onmessage = m => {
            const { event, data } = JSON.parse(m.data); if (event === 'view') { window.seen++; out.textContent = data.telemetry?.cars.map(c => c.car_id + ' ' + c.gap_to_leader).join('\n') ?? ''; } } }
        """;

    public static async Task<bool> RunAsync()
    {
        using var sender = new DatagramSender();
        await using var browser = await Chromium.StartAsync();
        if (browser is null || await ServedProgram.StartAsync("--source", sender.Source) is not { } program)
        {
            return true;
        }

        using var ending = program;
        using var stop = new CancellationTokenSource();
        sender.Accept();
        var sending = SendAsync(sender, stop.Token);
        var paint = await FirstPaintAsync(browser, program.Address);
        var page = await CostAsync(browser, program.Address, baseline: false);
        var baseline = await CostAsync(browser, program.Address, baseline: true);
        await stop.CancelAsync();
        await sending;
        Console.WriteLine($"Page: first paint after {paint:F0} ms (median of {Loads}; goal {MostPaintMilliseconds:F0} ms)");
        Console.WriteLine(
            $"Page: {FieldMessages.Cars} cars, {page.PerSecond:F1} updates/s: {page.Milliseconds:F2} ms of scripting, style and layout per update "
            + $"(script {page.Script:F2}, style {page.Style:F2}, layout {page.Layout:F2}; goal {MostMilliseconds:F0} ms), "
            + $"{page.Milliseconds / baseline.Milliseconds:F1} times parsing the same stream into one element ({baseline.Milliseconds:F2} ms)");
        return paint < MostPaintMilliseconds && page.Milliseconds < MostMilliseconds;
    }

    private static async Task SendAsync(DatagramSender sender, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
        try
        {
            for (var update = 0; await timer.WaitForNextTickAsync(stop); update++)
            {
                sender.Send(FieldMessages.Message(update));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    private static async Task<double> FirstPaintAsync(Chromium browser, Uri address)
    {
        var times = new double[Loads];
        for (var i = 0; i < Loads; i++)
        {
            var (page, _) = await browser.NewPageAsync();
            await page.GotoAsync(address.ToString());
            await page.Locator("header").First.WaitForAsync();
            await page.ScreenshotAsync();
            times[i] = await page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
            await page.Context.CloseAsync();
        }

        return Sample.Median(times);
    }

    private static async Task<UpdateCost> CostAsync(Chromium browser, Uri address, bool baseline)
    {
        var (page, tools) = await browser.NewPageAsync();
        var views = 0;
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            if (frame.Text?.StartsWith("{\"event\":\"view\"", StringComparison.Ordinal) == true)
            {
                Interlocked.Increment(ref views);
            }
        };
        if (baseline)
        {
            await page.GotoAsync($"{address}api/v1/version");
            await page.EvaluateAsync(Baseline, PerSecond);
        }
        else
        {
            await page.GotoAsync($"{address}?hz={PerSecond}");
            await page.Locator("tbody tr[data-car]").Nth(FieldMessages.Cars - 1).WaitForAsync();
        }

        // The time that the thread worked, not that it waited for a processor.
        await tools.SendAsync("Performance.enable", new Dictionary<string, object>(StringComparer.Ordinal) { ["timeDomain"] = "threadTicks" });
        await Task.Delay(TimeSpan.FromSeconds(WarmUpSeconds), TimeProvider.System);
        var before = (Views: Volatile.Read(ref views), Times: await TimesAsync(tools));
        await Task.Delay(TimeSpan.FromSeconds(Seconds), TimeProvider.System);
        var after = (Views: Volatile.Read(ref views), Times: await TimesAsync(tools));
        await page.Context.CloseAsync();
        double Per(string name) => (after.Times[name] - before.Times[name]) * 1000 / (after.Views - before.Views);
        return new UpdateCost((after.Views - before.Views) / (double)Seconds, Per("ScriptDuration"), Per("RecalcStyleDuration"), Per("LayoutDuration"));
    }

    private static async Task<Dictionary<string, double>> TimesAsync(ICDPSession tools)
    {
        var answer = (await tools.SendAsync("Performance.getMetrics"))!.Value;
        return answer.GetProperty("metrics").EnumerateArray().ToDictionary(
            m => m.GetProperty("name").GetString()!, m => m.GetProperty("value").GetDouble(), StringComparer.Ordinal);
    }

    private sealed record UpdateCost(double PerSecond, double Script, double Style, double Layout)
    {
        public double Milliseconds => Script + Style + Layout;
    }
}
