using System.Net;
using System.Net.Sockets;
using DualTwin.PitWall.Tests.Support;
using DualTwin.Server.Configuration;
using DualTwin.Server.Sourcing.Kinds;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DualTwin.PitWall.Tests;

/// <summary>Sources that come and go, a server that restarts, and a schema from the future.</summary>
public sealed class LinkTests(Browser browser)
{
    [Fact]
    public async Task FirstVisit_OpensTheSimulatedRaceWithTheGuide()
    {
        await using var site = await Site.SimulatorAsync();
        await using var wall = await WallPage.OpenAsync(browser, site, remembered: "{}");

        await Expect(wall.Page.Locator("dialog[data-dialog=guide]")).ToBeVisibleAsync();
        await wall.Button("To the wall").ClickAsync();
        await wall.SeeAsync(wall.Badge, "SIMULATED");
        await Expect(wall.Page.Locator("tbody tr[data-car]")).ToHaveCountAsync(20);
        await wall.Page.ReloadAsync();
        await wall.SeeAsync(wall.Badge, "SIMULATED");
        await Expect(wall.Page.Locator("dialog")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Server_WithAKey_ShowsNothingUntilThePageHasIt()
    {
        const string Key = "0123456789abcdef-pit-wall";
        await using var site = await Site.GuardedAsync(Key);
        await using var wall = await WallPage.OpenAsync(browser, site);
        var key = wall.Page.GetByLabel("API key");
        var rows = wall.Page.Locator("tbody tr[data-car]");
        await Expect(key).ToBeVisibleAsync();
        await Expect(rows).ToHaveCountAsync(0);

        await key.FillAsync("not-the-key-of-this-server");
        await wall.Button("Use this key").ClickAsync();
        await Expect(key).ToBeVisibleAsync();
        await key.FillAsync(Key);
        await wall.Button("Use this key").ClickAsync();

        await Expect(rows).ToHaveCountAsync(20);
        await wall.SeeAsync(wall.Badge, "SIMULATED");
        await Expect(key).ToHaveCountAsync(0);
        wall.ExpectUnauthorised();
        await wall.Page.ReloadAsync();
        await Expect(rows).ToHaveCountAsync(20);
    }

    [Fact]
    public async Task Stream_OpenButDead_IsNoticedAndReplaced()
    {
        await using var site = await Site.SimulatorAsync();
        var connections = 0;
        var dead = false;
        var again = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var wall = await WallPage.OpenAsync(browser, site, before: page => page.RouteWebSocketAsync("**/api/v1/ws*", socket =>
        {
            var number = Interlocked.Increment(ref connections);
            if (number > 1)
            {
                again.TrySetResult();
            }

            socket.ConnectToServer().OnMessage(frame =>
            {
                if (number > 1 || !Volatile.Read(ref dead))
                {
                    socket.Send(frame.Text!);
                }
            });
        }));
        await wall.SeeAsync(wall.Badge, "SIMULATED");
        Volatile.Write(ref dead, true);

        await again.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Site.Token);

        var shown = await wall.Fact("clock").TextContentAsync();
        await Expect(wall.Fact("clock")).Not.ToHaveTextAsync(shown!);
    }

    [Fact]
    public async Task Clock_OfTheBrowserDecadesWrong_ChangesNothing()
    {
        await using var site = await Site.SimulatorAsync();
        await using var wall = await WallPage.OpenAsync(browser, site, before: page => page.AddInitScriptAsync("Date.now = () => 1e9;"));

        await wall.SeeAsync(wall.Badge, "SIMULATED");
        await Expect(wall.Page.Locator("tbody tr[data-car]")).ToHaveCountAsync(20);
        await Expect(wall.Fact("age")).ToHaveTextAsync("0.0 s", new() { Timeout = 20_000 });
    }

    [Fact]
    public async Task Practice_SaysWhatOnlyARaceHas()
    {
        using var sender = new CarSender(FreePort()) { SessionType = "practice", OnACircle = true };
        var options = new Dictionary<string, string>(StringComparer.Ordinal) { ["port"] = $"{sender.Port}" };
        await using var site = await Site.StartAsync(new TelemetryConfig { Sources = [new SourceConfig { Type = SourceKinds.Udp, Options = options }] });
        await using var wall = await WallPage.OpenAsync(browser, site);
        wall.LetTheLinkBreak();
        sender.Start(cars: 20);

        await Expect(wall.Page.Locator("tbody tr[data-car]")).ToHaveCountAsync(20);
        await wall.SeeAsync(wall.Fact("session"), "Practice");
        await Expect(wall.Page.Locator("th[data-column=threat]")).ToHaveCountAsync(0);
        await Expect(wall.Page.Locator("th[data-column=sectors]")).ToBeVisibleAsync();
        await wall.SeeAsync(wall.Panel("strategy"), "Only in a race");
        await wall.SeeAsync(wall.Panel("strategy"), "No call");
    }

    [Fact]
    public async Task Source_SwitchedLostAndBack_IsSeenOnTheBadgeAndInTheStory()
    {
        await using var site = await Site.SimulatorAsync();
        using var sender = new CarSender(FreePort());
        await using var wall = await WallPage.OpenAsync(browser, site);
        wall.LetTheLinkBreak();
        await wall.SeeAsync(wall.Badge, "SIMULATED");

        await wall.Badge.ClickAsync();
        var dialog = wall.Page.Locator("dialog[data-dialog=source]");
        await dialog.GetByLabel("Kind").SelectOptionAsync("udp");
        await dialog.GetByLabel("Port").FillAsync($"{sender.Port}");
        sender.Start(cars: 23);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Turn to it" }).ClickAsync();
        await wall.SeeAsync(wall.Badge, "LIVE");
        await wall.SeeAsync(dialog.Locator("[data-fact=changes]"), "simulator");
        await wall.Page.Keyboard.PressAsync("Escape");
        var rows = wall.Page.Locator("tbody tr[data-car]");
        await Expect(rows).ToHaveCountAsync(23);

        sender.Cars = 24;
        await Expect(rows).ToHaveCountAsync(24);
        await sender.StopAsync();
        await wall.SeeAsync(wall.Badge, "SIMULATED");
        sender.Start(cars: 24);
        await wall.SeeAsync(wall.Badge, "LIVE");
    }

    [Fact]
    public async Task Source_ThatDoesNotDeliver_IsToldWithTheReason()
    {
        await using var site = await Site.SimulatorAsync();
        await using var wall = await WallPage.OpenAsync(browser, site);
        wall.LetTheLinkBreak();
        await wall.Badge.ClickAsync();
        var dialog = wall.Page.Locator("dialog[data-dialog=source]");
        await dialog.GetByLabel("Address").FillAsync($"ws://127.0.0.1:{FreePort()}/telemetry");

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Turn to it" }).ClickAsync();

        await wall.SeeAsync(dialog.GetByRole(AriaRole.Status), "ws://127.0.0.1");
        await wall.SeeAsync(wall.Badge, "SIMULATED");
    }

    [Fact]
    public async Task Server_Restarted_IsFoundAgainWithoutAReload()
    {
        await using var site = await Site.SimulatorAsync();
        await using var wall = await WallPage.OpenAsync(browser, site);
        await wall.SeeAsync(wall.Badge, "SIMULATED");
        await wall.Page.EvaluateAsync("window.sameDocument = true");
        wall.LetTheLinkBreak();

        await site.StopAsync();
        await wall.SeeAsync(wall.Badge, "NO LINK");
        await Expect(wall.Page.Locator("tbody tr[data-car]")).ToHaveCountAsync(20);

        await site.StartAgainAsync();
        await wall.SeeAsync(wall.Badge, "SIMULATED");
        Assert.True(await wall.Page.EvaluateAsync<bool>("window.sameDocument === true"));
    }

    [Fact]
    public async Task Schema_NewerThanThePage_IsSaid()
    {
        await using var site = await Site.SimulatorAsync();
        await using var wall = await WallPage.OpenAsync(browser, site, before: page => page.RouteWebSocketAsync("**/api/v1/ws*", socket =>
        {
            var server = socket.ConnectToServer();
            server.OnMessage(frame => socket.Send(frame.Text!.Replace("\"schema_version\":\"1.1.0\"", "\"schema_version\":\"1.9.0\"", StringComparison.Ordinal)));
        }));

        await wall.SeeAsync(wall.Page.GetByRole(AriaRole.Alert), "schema 1.9.0");
        await Expect(wall.Page.Locator("tbody tr[data-car]")).ToHaveCountAsync(20);
    }

    [Fact]
    public async Task Positions_OfALiveSource_BecomeTheOutlineOfTheCircuit()
    {
        var port = FreePort();
        var options = new Dictionary<string, string>(StringComparer.Ordinal) { ["port"] = $"{port}" };
        await using var site = await Site.StartAsync(new TelemetryConfig { Sources = [new SourceConfig { Type = SourceKinds.Udp, Options = options }] });
        using var sender = new CarSender(port) { OnACircle = true };
        await using var wall = await WallPage.OpenAsync(browser, site, remembered: """{"guideSeen":true,"view":"map"}""");
        await Expect(wall.Badge).ToBeVisibleAsync();

        sender.Start(cars: 3);

        await wall.SeeAsync(wall.Badge, "LIVE");
        await Expect(wall.Page.Locator("svg[data-basis=learnt]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await wall.SeeAsync(wall.Panel("map"), "Outline learnt from positions");
        await Expect(wall.Fact("rejoin-stretch")).Not.ToHaveAttributeAsync("points", string.Empty);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
