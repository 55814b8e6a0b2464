using System.Text.RegularExpressions;
using DualTwin.PitWall.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DualTwin.PitWall.Tests;

/// <summary>Every panel on a real race that stands still in lap 25: Hamilton, our car by default, has just stopped.</summary>
public sealed partial class RaceTests(Browser browser)
{
    [Fact]
    public async Task Wall_OnARace_ShowsWhoIsWhereAndWhetherToTrustIt()
    {
        await using var site = await Site.ReplayAsync(Recordings.Race, lap: 25);
        await using var wall = await WallPage.OpenAsync(browser, site);

        await wall.SeeAsync(wall.Badge, "REPLAY");
        await wall.SeeAsync(wall.Fact("meeting"), "Azerbaijan Grand Prix");
        await wall.SeeAsync(wall.Fact("session"), "Race · Baku · running");
        await wall.SeeAsync(wall.Fact("lap"), "25 / 51");
        await wall.SeeAsync(wall.Fact("status"), "GREEN");
        await wall.SeeAsync(wall.Fact("weather"), "–");

        var rows = wall.Page.Locator("tbody tr[data-car]");
        await Expect(rows).ToHaveCountAsync(20);
        await Expect(rows.First).ToHaveAttributeAsync("data-car", "5");
        await wall.SeeAsync(wall.Row("44").Locator("[data-cell=age]"), "1");
        await wall.SeeAsync(wall.Row("77").Locator("[data-cell=gap]"), "+12.2");
        await wall.SeeAsync(wall.Row("77").Locator("[data-cell=last]"), "1:46.605");
        await wall.SeeAsync(wall.Row("28").Locator("[data-cell=gap]"), "+1 L");
        await wall.SeeAsync(wall.Row("31"), "OUT");
        await Expect(wall.Row("33").Locator("[data-threat]")).ToHaveAttributeAsync("data-threat", "critical");
        await Expect(wall.Row("77").Locator("[data-cell=chance]")).ToHaveTextAsync(Percent());

        await wall.SeeAsync(wall.Fact("driver"), "Lewis Hamilton");
        await wall.SeeAsync(wall.Fact("position"), "P3");
        await Expect(wall.Fact("life")).ToHaveTextAsync(Laps());
        await Expect(wall.Fact("fuel")).ToHaveTextAsync(Kilograms());
        await wall.SeeAsync(wall.Fact("energy"), "Not in this source");
        await wall.SeeAsync(wall.Fact("why"), "tyres");
        await Expect(wall.Fact("next-laps")).ToHaveTextAsync(LapTimes());
        await wall.SeeAsync(wall.Fact("next-stop"), "for another stop, lap");
        await wall.SeeAsync(wall.Fact("rejoin"), "P8");
        await wall.SeeAsync(wall.Fact("rejoin-between"), "Behind PER");
        await wall.SeeAsync(wall.Fact("threats"), "VER");
        await wall.SeeAsync(wall.Panel("strategy"), "in 1024 simulated races");
        await wall.SeeAsync(wall.Fact("messages"), "changed tyres");
    }

    [Fact]
    public async Task Tower_SortedFilteredAndCompact_ShowsWhatWasAskedForAndRemembersIt()
    {
        await using var site = await Site.ReplayAsync(Recordings.Race, lap: 25);
        await using var wall = await WallPage.OpenAsync(browser, site);
        var rows = wall.Page.Locator("tbody tr[data-car]");
        await Expect(rows).ToHaveCountAsync(20);

        await wall.Button("Best").ClickAsync();
        await Expect(rows.First).ToHaveAttributeAsync("data-car", "44");
        await Expect(wall.Page.Locator("th[data-column=best]")).ToHaveAttributeAsync("aria-sort", "ascending");

        await wall.Button("Near us").ClickAsync();
        await Expect(rows).ToHaveCountAsync(6);
        await wall.Button("All").ClickAsync();
        await wall.Page.Keyboard.PressAsync("f");
        await wall.Page.Keyboard.TypeAsync("ferrari");
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(wall.Row("44")).ToBeVisibleAsync();
        await wall.Page.GetByLabel("Find a car").FillAsync("");

        await wall.Button("Compact").ClickAsync();
        await Expect(wall.Page.Locator("th[data-column=best]")).ToHaveCountAsync(0);
        await wall.Page.ReloadAsync();
        await Expect(rows.First).ToHaveAttributeAsync("data-car", "44");
        await Expect(wall.Page.Locator("th[data-column=best]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Tower_AnotherCarPicked_IsOursEverywhere()
    {
        await using var site = await Site.ReplayAsync(Recordings.Race, lap: 25);
        await using var wall = await WallPage.OpenAsync(browser, site);

        await wall.Page.GetByRole(AriaRole.Button, new() { Name = "Make Valtteri Bottas our car" }).ClickAsync();

        await wall.SeeAsync(wall.Fact("driver"), "Valtteri Bottas");
        await Expect(wall.Row("77")).ToHaveAttributeAsync("aria-current", "true");
        await Expect(wall.Row("77").Locator("[data-threat]")).ToHaveCountAsync(0);
        await Expect(wall.Row("44").Locator("[data-threat]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Strategy_InARace_ShowsRivalsAndForecastAndSaysWhatIsAbsent()
    {
        await using var site = await Site.ReplayAsync(Recordings.Race, lap: 25);
        await using var wall = await WallPage.OpenAsync(browser, site);
        await Expect(wall.Row("44")).ToBeVisibleAsync();

        await wall.TurnToAsync(4);

        await wall.SeeAsync(wall.Fact("rivals"), "Sebastian Vettel");
        await wall.SeeAsync(wall.Fact("rivals"), "1 stop 8");
        await wall.SeeAsync(wall.Fact("forecast-of"), "simulated races after lap 2");
        await wall.SeeAsync(wall.Fact("forecast"), "podium");
        await wall.SeeAsync(wall.Fact("duels"), "BOT");
        await Expect(wall.Fact("absent")).ToHaveCountAsync(0);
        await wall.SeeAsync(wall.Fact("plans"), "A");
        await wall.SeeAsync(wall.Fact("options"), "box next lap");
        await wall.SeeAsync(wall.Fact("options"), "Safety car now");
        await Expect(wall.Fact("call")).Not.ToBeEmptyAsync();
        await Expect(wall.Fact("window")).Not.ToBeEmptyAsync();
    }

    [Fact]
    public async Task Strategy_WhatIfAsked_AnswersOrSaysWhatIsWrong()
    {
        await using var site = await Site.ReplayAsync(Recordings.Race, lap: 25);
        await using var wall = await WallPage.OpenAsync(browser, site);
        await Expect(wall.Row("44")).ToBeVisibleAsync();
        await wall.TurnToAsync(4);
        await Expect(wall.Fact("what-if")).ToBeVisibleAsync(new() { Timeout = 20_000 });

        await wall.Button("What then?").ClickAsync();
        await wall.SeeAsync(wall.Fact("what-if-problem"), "Change something");

        await wall.Page.GetByLabel("Our stops (none: stay out)").CheckAsync();
        await wall.Page.GetByLabel("Lap of stop 1").FillAsync("2");
        await wall.Button("What then?").ClickAsync();
        await wall.SeeAsync(wall.Fact("what-if-problem"), "cannot stop at the end of lap 2");
        wall.ExpectRefusal();

        await wall.Page.GetByLabel("Lap of stop 1").FillAsync("45");
        await wall.Page.GetByLabel("Tyre of stop 1").SelectOptionAsync("medium");
        await wall.Page.GetByLabel("Comes out now").SelectOptionAsync("safety_car");
        await wall.Button("What then?").ClickAsync();
        await wall.SeeAsync(wall.Fact("what-if-answer"), "with the change and without");
        await Expect(wall.Fact("what-if-problem")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Charts_OfEveryKind_AreDrawnAndSaved()
    {
        await using var site = await Site.ReplayAsync(Recordings.Race, lap: 25);
        await using var wall = await WallPage.OpenAsync(browser, site);
        await Expect(wall.Row("44")).ToBeVisibleAsync();
        await wall.TurnToAsync(5);
        string[] kinds = ["Lap times", "Tyre degradation", "Positions", "Gaps"];
        foreach (var kind in kinds)
        {
            await wall.Button(kind).ClickAsync();
            await Expect(wall.Page.Locator("[data-chart] canvas")).ToBeVisibleAsync();
        }

        var table = await DownloadAsync(wall, "CSV");
        Assert.EndsWith("dualtwin-gaps.csv", table.Name, StringComparison.Ordinal);
        var lines = System.Text.Encoding.UTF8.GetString(table.Content).Split("\r\n");
        Assert.StartsWith("Lap,", lines[0], StringComparison.Ordinal);
        Assert.Contains("HAM", lines[0], StringComparison.Ordinal);
        Assert.Matches("^1,0,", lines[1]);
        Assert.True(lines.Length > 23, "the table ends before lap 23");

        var picture = await DownloadAsync(wall, "PNG");
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], picture.Content[..4]);

        var plot = wall.Page.Locator("[data-chart] [role=application]");
        await plot.HoverAsync();
        await wall.SeeAsync(plot, "HAM");
        var whole = await plot.ScreenshotAsync();
        await plot.FocusAsync();
        await wall.Page.Keyboard.PressAsync("+");
        Assert.NotEqual(whole, await plot.ScreenshotAsync());
    }

    [Fact]
    public async Task Map_WithoutPositions_IsARingByGap()
    {
        await using var site = await Site.ReplayAsync(Recordings.Race, lap: 25);
        await using var wall = await WallPage.OpenAsync(browser, site);
        await Expect(wall.Row("44")).ToBeVisibleAsync();

        await wall.TurnToAsync(6);

        await Expect(wall.Page.Locator("svg[data-basis=gap]")).ToBeVisibleAsync();
        await wall.SeeAsync(wall.Panel("map"), "No positions in this source");
        await wall.SeeAsync(wall.Panel("map"), "HAM");
        await Expect(wall.Page.Locator("polygon.cone")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Messages_OfASilencedKind_Disappear()
    {
        await using var site = await Site.ReplayAsync(Recordings.Race, lap: 25);
        await using var wall = await WallPage.OpenAsync(browser, site);
        await Expect(wall.Row("44")).ToBeVisibleAsync();
        await wall.TurnToAsync(7);
        await wall.SeeAsync(wall.Fact("messages"), "changed tyres");

        await wall.Button("Kinds").ClickAsync();
        await wall.Page.GetByLabel("Pit lane").UncheckAsync();

        await Expect(wall.Fact("messages")).Not.ToContainTextAsync("changed tyres");
        await wall.SeeAsync(wall.Fact("messages"), "Safety car deployed");
        await wall.Button("Ours only").ClickAsync();
        await Expect(wall.Page.Locator("[data-kind=race_control]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Report_OfARace_HasOrderStopsAndWhatDecidedIt()
    {
        await using var site = await Site.ReplayAsync(Recordings.Race, lap: 51);
        await using var wall = await WallPage.OpenAsync(browser, site);
        await Expect(wall.Row("44")).ToBeVisibleAsync();

        await wall.TurnToAsync(8);

        await wall.SeeAsync(wall.Fact("report"), "Azerbaijan Grand Prix, Race, as of lap 51");
        await wall.SeeAsync(wall.Fact("report-order"), "Lewis Hamilton");
        await wall.SeeAsync(wall.Fact("report-stops"), "SAFETY CAR");
        await wall.SeeAsync(wall.Panel("report"), "Safety car deployed.");
        await wall.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(wall.Badge).ToBeHiddenAsync();
        await Expect(wall.Fact("report-order")).ToBeVisibleAsync();
    }

    private static async Task<(string Name, byte[] Content)> DownloadAsync(WallPage wall, string button)
    {
        var download = await wall.Page.RunAndWaitForDownloadAsync(() => wall.Button(button).ClickAsync());
        await using var stream = await download.CreateReadStreamAsync();
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, Site.Token);
        return (download.SuggestedFilename, content.ToArray());
    }

    [GeneratedRegex(@"^\d+ %$", RegexOptions.None, 1000)]
    private static partial Regex Percent();

    [GeneratedRegex(@"^\d+ laps$", RegexOptions.None, 1000)]
    private static partial Regex Laps();

    [GeneratedRegex(@"^1:4\d\.\d(?:\s+1:4\d\.\d){4}$", RegexOptions.None, 1000)]
    private static partial Regex LapTimes();

    [GeneratedRegex(@"^\d+\.\d kg$", RegexOptions.None, 1000)]
    private static partial Regex Kilograms();
}
