using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DualTwin.Server.Configuration;
using DualTwin.Server.Forecasting;
using DualTwin.Server.Tests.Support;
using DualTwin.Telemetry.Values;
using Microsoft.Extensions.DependencyInjection;

namespace DualTwin.Server.Tests;

public sealed class StrategyEndpointTests
{
    private const int Fine = 1024;

    [Fact]
    public async Task Get_NoDataYet_SaysSoWithNullPayload()
    {
        await using var server = await TestServer.StartAsync();

        var body = await server.GetAsync("/api/v1/strategy");

        Assert.False(body.GetProperty("success").GetBoolean());
        Assert.NotEmpty(body.GetProperty("message").GetString()!);
        Assert.Equal(JsonValueKind.Null, body.GetProperty("strategy").ValueKind);
    }

    [Fact]
    public async Task Get_Race_IsValidAndOfOurCar()
    {
        await using var server = await RaceAsync();
        await MadeAsync(server);

        var body = await server.GetAsync("/api/v1/strategy");

        await Schemas.AssertValidAsync("envelope-1.0.0", body.GetRawText());
        var strategy = body.GetProperty("strategy");
        await Schemas.AssertValidAsync("strategy-1.1.0", strategy.GetRawText());
        Assert.True(strategy.GetProperty("current").GetBoolean());
        Assert.Equal("44", strategy.GetProperty("car_id").GetString());
        Assert.Equal(4, strategy.GetProperty("lap").GetInt32());
        Assert.NotEmpty(strategy.GetProperty("recommendations").EnumerateArray());
        Assert.Equal("A", strategy.GetProperty("plans")[0].GetProperty("name").GetString());
        Assert.Equal(
            ["green", "safety_car", "virtual_safety_car"],
            strategy.GetProperty("options").EnumerateArray().Select(o => o.GetProperty("track_status").GetString()).Distinct().Order());
    }

    [Fact]
    public async Task Get_EqualFrames_GiveEqualStrategies()
    {
        var told = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            // What stood before counts, so that both servers have to have been asked at the same moments.
            await using var server = await TestServer.StartAsync();
            foreach (var frame in new[] { Frames.Race(cars: 6), Frames.Lap(1, 6), Frames.Lap(2, 6) })
            {
                await server.FeedAsync(frame);
                await MadeAsync(server);
            }

            var strategy = (await server.GetAsync("/api/v1/strategy")).GetProperty("strategy");
            told.Add(strategy.GetProperty("options").GetRawText() + strategy.GetProperty("recommendations").GetRawText());
        }

        Assert.Equal(told[0], told[1]);
    }

    [Fact]
    public async Task Get_AnotherCarOurs_IsOfThatOne()
    {
        await using var server = await RaceAsync();
        await MadeAsync(server);
        await server.Client.PostAsJsonAsync("/api/v1/our-car", new { car_id = "16" }, TestServer.Token);
        await MadeAsync(server);

        Assert.Equal("16", (await server.GetAsync("/api/v1/strategy")).GetProperty("strategy").GetProperty("car_id").GetString());
    }

    [Fact]
    public async Task Get_NeutralisationThatTriggersNothing_StaysAsItWas()
    {
        await using var server = await TestServer.StartAsync(config: c => c with
        {
            FieldTwin = new FieldTwinConfig { ResimulationTriggers = ResimulationTriggers.PitStop },
        });
        await server.FeedAsync([Frames.Race(cars: 4), .. Enumerable.Range(1, 3).Select(lap => Frames.Lap(lap, 4))]);
        await MadeAsync(server);
        var before = (await server.GetAsync("/api/v1/strategy")).GetProperty("strategy").GetProperty("view_id").GetInt64();
        await server.FeedAsync(Frames.Status(TrackStatus.SafetyCar, 300));

        var strategy = (await server.GetAsync("/api/v1/strategy")).GetProperty("strategy");

        Assert.Equal(before, strategy.GetProperty("view_id").GetInt64());
        Assert.True(strategy.GetProperty("current").GetBoolean());
    }

    [Fact]
    public async Task WhatIf_SlowerPaceAndStops_MovesTheCarDown()
    {
        await using var server = await RaceAsync();

        using var response = await server.Client.PostAsJsonAsync(
            "/api/v1/strategy/what-if",
            new
            {
                stops = new[] { new { lap = 20, compound = "hard" } },
                pace = new[] { new { car_id = "44", seconds = 2.0 } },
                rivals = new[] { new { car_id = "16", stops = new[] { new { lap = 25, compound = "hard" } } } },
                neutralisation = "safety_car",
                rain_in_laps = 40,
            },
            TestServer.Token);
        var body = await TestServer.ReadAsync(response);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Schemas.AssertValidAsync("what_if-1.1.0", body.GetProperty("what_if").GetRawText());
        var ours = body.GetProperty("what_if").GetProperty("cars").EnumerateArray().Single(c => c.GetProperty("car_id").GetString() == "44");
        Assert.True(ours.GetProperty("change").GetProperty("p10").GetDouble() > 0);
        Assert.Equal(JsonValueKind.Object, ours.GetProperty("rejoin").ValueKind);
    }

    [Theory]
    [InlineData("""{"stops":[{"lap":2,"compound":"hard"}]}""", "lap 2", "from 4")]
    [InlineData("""{"stops":[{"lap":500,"compound":"hard"}]}""", "lap 500", "to 49")]
    [InlineData("""{"stops":[{"lap":20,"compound":"pink"}]}""", "stops[0].compound", "pink")]
    [InlineData("""{"car_id":"999","stops":[{"lap":20,"compound":"hard"}]}""", "'999'", "44")]
    [InlineData("""{"stops":[{"lap":10,"compound":"hard"},{"lap":20,"compound":"soft"},{"lap":30,"compound":"hard"},{"lap":40,"compound":"soft"}]}""", "4 stops", "at most 3")]
    [InlineData("""{"stops":[{"lap":20,"compound":"hard"},{"lap":20,"compound":"soft"}]}""", "after lap 20", "in the order")]
    [InlineData("""{"neutralisation":"red_flag"}""", "red_flag", "virtual_safety_car")]
    [InlineData("""{"rain_in_laps":-1}""", "rain_in_laps", "-1")]
    [InlineData("""{"rain_in_laps":1.5}""", "rain_in_laps", "1.5")]
    [InlineData("""{"pace":[{"car_id":"44","seconds":50}]}""", "pace[0].seconds", "50")]
    [InlineData("""{"stop":[]}""", "'stop'", "stops")]
    [InlineData("""{"car_id":"44"}""", "car_id", "stops")]
    [InlineData("{}", "nothing is different", "rivals")]
    [InlineData("""{"stops":"now"}""", "stops", "now")]
    [InlineData("""{"rivals":[1]}""", "rivals[0]", "object")]
    [InlineData("""{"pace":[{"car_id":"44","seconds":1},{"car_id":"44","seconds":2}]}""", "two paces", "one")]
    [InlineData("""{"car_id":"\ud800","stops":[]}""", "not Unicode", "text")]
    public async Task WhatIf_WrongRequest_TellsWhatAndWhatWasExpected(string request, string what, string expected)
    {
        await using var server = await RaceAsync();

        using var response = await server.Client.PostAsync("/api/v1/strategy/what-if", new StringContent(request), TestServer.Token);
        var message = (await TestServer.ReadAsync(response)).ToString();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(what, message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIf_ManyThingsWrong_TellsAllOfThem()
    {
        await using var server = await RaceAsync();

        using var response = await server.Client.PostAsync(
            "/api/v1/strategy/what-if",
            new StringContent("""{"stops":[{"lap":1,"compound":"hard"}],"rivals":[{"car_id":"77","stops":[]}],"neutralisation":"fog","rain_in_laps":"soon"}"""),
            TestServer.Token);
        var message = (await TestServer.ReadAsync(response)).ToString();

        Assert.All(["lap 1", "'77'", "fog", "soon"], part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatIf_NoRace_Is409()
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.Client.PostAsync("/api/v1/strategy/what-if", new StringContent("""{"neutralisation":"safety_car"}"""), TestServer.Token);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
    }

    private static async Task<TestServer> RaceAsync()
    {
        var server = await TestServer.StartAsync();
        await server.FeedAsync([Frames.Race(cars: 6), .. Enumerable.Range(1, 3).Select(lap => Frames.Lap(lap, 6))]);
        return server;
    }

    // Waits until the newest view's strategy is as fine as it gets.
    private static async Task MadeAsync(TestServer server)
    {
        var forecaster = server.Host.Services.GetRequiredService<Forecaster>();
        while (true)
        {
            var next = forecaster.Next;
            if (forecaster.NewestStrategy is { Strategy: { } strategy } newest && newest.State == forecaster.StateOf(server.Feed.Current)
                && strategy.Plans[0].Races == Fine)
            {
                return;
            }

            await next.WaitAsync(TestServer.Token);
        }
    }
}
