using DualTwin.PitWall.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace DualTwin.PitWall.Tests;

/// <summary>Every view in every theme: readable for everybody, and nothing runs out of the window.</summary>
public sealed class LooksTests(Browser browser)
{
    private const string Axe = "src/DualTwin.PitWall/node_modules/axe-core/axe.min.js";

    // The one rule that is not ours to keep: colours over a striped ground cannot be computed and come back as incomplete, not as violations.
    private const string Check = """
        async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
            .map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' (' + n.failureSummary + ')').join('; '))
        """;

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    [InlineData("contrast")]
    public async Task EveryView_InATheme_HasNoViolationByAxe(string theme)
    {
        await using var site = await Site.ReplayAsync(Recordings.Race, lap: 25);
        await using var wall = await WallPage.OpenAsync(browser, site, remembered: $$"""{"guideSeen":true,"theme":"{{theme}}"}""");
        await Expect(wall.Row("44")).ToBeVisibleAsync();
        Assert.Equal(theme, await wall.Page.EvaluateAsync<string>("document.documentElement.dataset.theme"));
        await wall.Page.EvaluateAsync(await File.ReadAllTextAsync(Repository(Axe), Site.Token));
        for (var view = 1; view <= 8; view++)
        {
            await wall.TurnToAsync(view);
            // Under the pointer too: what is pressed looks different there.
            await wall.Page.Locator("nav button[aria-pressed=true]").HoverAsync();
            Assert.Equal(string.Empty, string.Join("\n", await wall.Page.EvaluateAsync<string[]>(Check)));
        }

        foreach (var key in new[] { "g", "?", "s", "," })
        {
            await wall.Page.Keyboard.PressAsync(key);
            await Expect(wall.Page.Locator("dialog")).ToBeVisibleAsync();
            Assert.Equal(string.Empty, string.Join("\n", await wall.Page.EvaluateAsync<string[]>(Check)));
            await wall.Page.Keyboard.PressAsync("Escape");
            await Expect(wall.Page.Locator("dialog")).ToHaveCountAsync(0);
        }
    }

    [Theory]
    [InlineData(1280, 720, Recordings.Race, 25)]
    [InlineData(820, 1180, Recordings.Race, 25)]
    [InlineData(3840, 2160, Recordings.Race, 25)]
    [InlineData(1440, 900, Recordings.WetSprint, 13)]
    public async Task EveryView_InAWindow_StaysWithinIt(int width, int height, string recording, int lap)
    {
        await using var site = await Site.ReplayAsync(recording, lap);
        await using var wall = await WallPage.OpenAsync(browser, site, width: width, height: height);
        await Expect(wall.Row("44")).ToBeVisibleAsync();
        await Expect(wall.Fact("why")).ToBeVisibleAsync();
        for (var view = 1; view <= 8; view++)
        {
            await wall.TurnToAsync(view);
            var wider = await wall.Page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('html, header, nav, footer, .panel > header, .panel > .body, .stack, .list, .fact .value, td.number, th')]
                    .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'auto' && e.clientWidth > 1)
                    .map(e => e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 40) + ' ' + e.scrollWidth + '>' + e.clientWidth)
                """);
            Assert.Empty(wider);
        }
    }

    [Fact]
    public async Task Updates_OfARace_MoveNothing()
    {
        await using var site = await Site.SimulatorAsync(cars: 22, speed: 20);
        await using var wall = await WallPage.OpenAsync(browser, site);
        await Expect(wall.Page.Locator("tbody tr[data-car]")).ToHaveCountAsync(22);
        // Messages stand below what is said of the strategy, which is longer in one lap than in another.
        const string Edges = "() => JSON.stringify([...document.querySelectorAll('thead th, .panel, .trust > *:not(.what)')].map(e => { const at = e.getBoundingClientRect(); return [Math.round(at.left), e.dataset.panel === 'messages' ? 0 : Math.round(at.top)]; }))";
        var before = await wall.Page.EvaluateAsync<string>(Edges);
        var view = wall.Fact("clock");
        var first = await view.TextContentAsync();
        await Expect(view).Not.ToHaveTextAsync(first!);
        // Ten seconds of the session on at the least.
        await Expect(view).Not.ToContainTextAsync(first![..6], new() { Timeout = 20_000 });

        Assert.Equal(before, await wall.Page.EvaluateAsync<string>(Edges));
    }

    [Fact]
    public async Task Units_Chosen_AreShown()
    {
        await using var site = await Site.SimulatorAsync();
        await using var wall = await WallPage.OpenAsync(browser, site, remembered: """{"guideSeen":true,"speed":"mph","temperature":"fahrenheit"}""");
        await wall.SeeAsync(wall.Panel("car"), "mph");
        await wall.SeeAsync(wall.Page.Locator(".facts"), "°F");

        await wall.Page.Keyboard.PressAsync(",");
        await wall.Page.GetByLabel("Speeds").SelectOptionAsync("kmh");
        await wall.SeeAsync(wall.Panel("car"), "km/h");
    }

    private static string Repository(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DualTwin.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, path);
    }
}
