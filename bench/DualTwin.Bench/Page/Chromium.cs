using Microsoft.Playwright;

namespace DualTwin.Bench.Page;

/// <summary>The machine's Chromium with the page open in it.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Seen = "localStorage.setItem('dualtwin.pitwall', '{\"guideSeen\":true}')";

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>Starts it; null, with word of it, where there is none.</summary>
    public static async Task<Chromium?> StartAsync()
    {
        const string executable = "/usr/bin/chromium";
        if (!File.Exists(executable))
        {
            Console.WriteLine($"Skipped: there is no Chromium at {executable}");
            return null;
        }

        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = executable, Args = Flags }));
    }

    /// <summary>A page in a fresh profile of somebody who has seen the guide; nothing is opened yet.</summary>
    public async Task<(IPage Page, ICDPSession Tools)> NewPageAsync()
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        await context.AddInitScriptAsync(Seen);
        var page = await context.NewPageAsync();
        return (page, await context.NewCDPSessionAsync(page));
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
