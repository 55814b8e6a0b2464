using DualTwin.PitWall.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DualTwin.PitWall.Tests;

/// <summary>Steering a replay, and the broadcast delay.</summary>
public sealed class ReplayTests(Browser browser)
{
    [Fact]
    public async Task Scrub_ToAnotherPlace_ShowsTheSessionAndItsHistoryThere()
    {
        await using var site = await Site.ReplayAsync(Recordings.Race, lap: 40);
        await using var wall = await WallPage.OpenAsync(browser, site);
        await wall.SeeAsync(wall.Fact("lap"), "40 / 51");
        await Expect(wall.Page.Locator(".span[data-type=safety_car_deployed]")).ToHaveCountAsync(2);
        await Expect(wall.Page.Locator(".tick[data-type=stop]").First).ToBeAttachedAsync();

        await wall.Page.GetByLabel("Place in the recording").FillAsync("1200");
        await wall.SeeAsync(wall.Fact("replay-at"), "0:20:00");
        await wall.SeeAsync(wall.Fact("status"), "SAFETY CAR");
        await wall.TurnToAsync(7);
        await Expect(wall.Fact("messages")).Not.ToContainTextAsync("L39");

        await wall.Badge.FocusAsync();
        await wall.Page.Keyboard.PressAsync("Shift+ArrowRight");
        await wall.SeeAsync(wall.Fact("replay-at"), "0:25:00");
    }

    [Fact]
    public async Task Play_Pause_AndSpeed_AreTheServersOwn()
    {
        await using var site = await Site.ReplayAsync(Recordings.Race, lap: 10);
        await using var wall = await WallPage.OpenAsync(browser, site);
        await Expect(wall.Button("Play")).ToBeVisibleAsync();

        await wall.Page.GetByLabel("Speed").SelectOptionAsync("100");
        await wall.Page.Keyboard.PressAsync("Space");

        await Expect(wall.Button("Pause")).ToBeVisibleAsync();
        await Expect(wall.Fact("lap")).Not.ToHaveTextAsync("10 / 51", new() { Timeout = 20_000 });
        await wall.Button("Pause").ClickAsync();
        await Expect(wall.Button("Play")).ToBeVisibleAsync();
        Assert.Equal(Sources.Replay.ReplayState.Paused, site.Host.Replay.Deck!.Transport.Status.State);
        Assert.Equal(100, site.Host.Replay.Deck.Transport.Status.Speed.Factor);
    }

    [Fact]
    public async Task Recording_LeftForTheSimulator_CanBeComeBackTo()
    {
        await using var site = await Site.ReplayAsync(Recordings.Race, lap: 10);
        await using var wall = await WallPage.OpenAsync(browser, site);
        await wall.SeeAsync(wall.Badge, "REPLAY");
        wall.LetTheLinkBreak();

        await wall.Badge.ClickAsync();
        await wall.Button("Go to the simulator").ClickAsync();
        await wall.SeeAsync(wall.Badge, "SIMULATED");
        await wall.Button("Go to the configured source").ClickAsync();
        await wall.SeeAsync(wall.Badge, "REPLAY");
        await wall.SeeAsync(wall.Fact("meeting"), "Azerbaijan");
        await wall.Page.Keyboard.PressAsync("Escape");
        await Expect(wall.Button("Play")).ToBeVisibleAsync();
        await wall.Button("Play").ClickAsync();
        await Expect(wall.Button("Pause")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Delay_SetOnThePage_HoldsTheServerBack()
    {
        await using var site = await Site.SimulatorAsync();
        await using var wall = await WallPage.OpenAsync(browser, site);
        await Expect(wall.Button("Play")).ToHaveCountAsync(0);

        var delay = wall.Page.GetByLabel("Broadcast delay");
        await delay.FillAsync("7");
        await wall.Page.RunAndWaitForResponseAsync(() => delay.PressAsync("Enter"), response => response.Request.Method == "POST");

        Assert.Equal(TimeSpan.FromSeconds(7), site.Host.Session.Delay);
        await wall.SeeAsync(wall.Fact("delayed"), "7 s");
    }

    [Fact]
    public async Task Qualifying_OnThePage_IsQualifying()
    {
        await using var site = await Site.ReplayAsync(Recordings.Qualifying);
        await site.PostAsync("replay/seek", """{"time_seconds":2400}""");
        await using var wall = await WallPage.OpenAsync(browser, site);

        await Expect(wall.Page.Locator("tbody tr[data-car]")).ToHaveCountAsync(20);
        await wall.SeeAsync(wall.Fact("session"), "Q");
        await Expect(wall.Fact("weather")).Not.ToHaveTextAsync("–");
        await Expect(wall.Fact("lap")).ToHaveCountAsync(0);
        for (var view = 2; view <= 8; view++)
        {
            await wall.TurnToAsync(view);
        }
    }

    [Fact]
    public async Task WetSprint_OnThePage_HasItsTyres()
    {
        await using var site = await Site.ReplayAsync(Recordings.WetSprint, lap: 3);
        await using var wall = await WallPage.OpenAsync(browser, site);

        await wall.SeeAsync(wall.Fact("session"), "Sprint");
        await Expect(wall.Page.Locator("tbody [data-compound=intermediate]").First).ToBeVisibleAsync();
    }
}
