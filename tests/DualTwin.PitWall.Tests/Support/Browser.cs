using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(DualTwin.PitWall.Tests.Support.Browser))]

namespace DualTwin.PitWall.Tests.Support;

/// <summary>The machine's Chromium, started once for all tests. Where it is absent the tests are skipped.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where Chromium is; null where it is not installed.</summary>
    private static string? Executable { get; } =
        new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Executable is null)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = Flags });
    }

    /// <summary>A fresh profile; skips the test where there is no browser or this build has no page.</summary>
    /// <param name="width">Width of the window, px.</param>
    /// <param name="height">Height of the window, px.</param>
    public async Task<IBrowserContext> NewContextAsync(int width = 1440, int height = 900)
    {
        Assert.SkipWhen(_browser is null, "Chromium is not installed: apt-get install chromium");
        Assert.SkipUnless(Site.HasPage, "this build has no pit wall page: it was made without Node");
        return await _browser!.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, AcceptDownloads = true });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
