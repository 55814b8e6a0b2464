using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DualTwin.PitWall.Tests.Support;

/// <summary>The page, open. At the end of a test it must not have complained in the browser's console.</summary>
internal sealed class WallPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];
    private bool _linkMayBreak;

    private WallPage(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !(_linkMayBreak && IsOfTheLink(message.Text)))
            {
                _complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => _complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Opens the page as somebody who has seen the guide.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="site">The server.</param>
    /// <param name="remembered">What the browser remembers of the page, as JSON.</param>
    /// <param name="width">Width of the window, px.</param>
    /// <param name="height">Height of the window, px.</param>
    /// <param name="before">What to do before the page is opened.</param>
    public static async Task<WallPage> OpenAsync(
        Browser browser, Site site, string remembered = """{"guideSeen":true}""", int width = 1440, int height = 900, Func<IPage, Task>? before = null)
    {
        var context = await browser.NewContextAsync(width, height);
        context.SetDefaultTimeout(20_000);
        await context.AddInitScriptAsync($"if (!localStorage.getItem('dualtwin.pitwall')) localStorage.setItem('dualtwin.pitwall', '{remembered}');");
        var page = await context.NewPageAsync();
        var wall = new WallPage(context, page);
        if (before is not null)
        {
            await before(page);
        }

        await page.GotoAsync(site.Address.ToString());
        return wall;
    }

    /// <summary>What stands under a name that the page gives to its facts.</summary>
    public ILocator Fact(string name) => Page.Locator($"[data-fact={name}]");

    public ILocator Panel(string name) => Page.Locator($"[data-panel={name}]");

    public ILocator Badge => Page.Locator("[data-badge]");

    public ILocator Row(string carId) => Page.Locator($"tr[data-car='{carId}']");

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    public Task SeeAsync(ILocator locator, string text) => Expect(locator).ToContainTextAsync(text, new() { Timeout = 20_000 });

    /// <summary>Turns to a view by its key: 1 is the wall, 8 the report.</summary>
    public async Task TurnToAsync(int view)
    {
        await Page.Keyboard.PressAsync($"{view}");
        await Expect(Page.Locator("main .panel").First).ToBeVisibleAsync();
    }

    /// <summary>From here on the browser may say that it could not reach the server.</summary>
    public void LetTheLinkBreak() => _linkMayBreak = true;

    /// <summary>Expects the one complaint that the browser has made of a request which the server refused as wrong; it counts no more.</summary>
    public void ExpectRefusal() => Assert.True(_complaints.RemoveAll(c => c.Contains("400", StringComparison.Ordinal)) == 1);

    /// <summary>Expects complaints of the browser about requests that the server refused for want of a key; they count no more.</summary>
    public void ExpectUnauthorised() => Assert.NotEqual(0, _complaints.RemoveAll(c => c.Contains("401", StringComparison.Ordinal) || IsOfTheLink(c)));

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        Assert.Empty(_complaints);
    }

    private static bool IsOfTheLink(string text) =>
        text.Contains("ERR_CONNECTION_REFUSED", StringComparison.Ordinal) || text.Contains("WebSocket", StringComparison.Ordinal)
        || text.Contains("409", StringComparison.Ordinal) || text.Contains("ERR_", StringComparison.Ordinal);
}
