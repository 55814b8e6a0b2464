using System.Net;
using System.Text.Json;
using DualTwin.Server.Forecasting;
using DualTwin.Server.Tests.Support;
using DualTwin.Telemetry.Values;
using Microsoft.Extensions.DependencyInjection;

namespace DualTwin.Server.Tests;

public sealed class ForecastEndpointTests
{
    private const int Finest = 10_000;

    [Fact]
    public async Task Get_NoDataYet_SaysSoWithNullPayload()
    {
        await using var server = await TestServer.StartAsync();

        var body = await server.GetAsync("/api/v1/forecast");

        Assert.False(body.GetProperty("success").GetBoolean());
        Assert.NotEmpty(body.GetProperty("message").GetString()!);
        Assert.Equal(JsonValueKind.Null, body.GetProperty("forecast").ValueKind);
    }

    [Fact]
    public async Task Get_Race_IsValidAndAddsUp()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync([Frames.Race(cars: 20), .. Enumerable.Range(1, 3).Select(lap => Frames.Lap(lap, 20))]);
        await MadeAsync(server);

        var body = await server.GetAsync("/api/v1/forecast");

        await Schemas.AssertValidAsync("envelope-1.0.0", body.GetRawText());
        var forecast = body.GetProperty("forecast");
        await Schemas.AssertValidAsync("forecast-1.1.0", forecast.GetRawText());
        Assert.True(forecast.GetProperty("current").GetBoolean());
        Assert.Equal(3, forecast.GetProperty("lap").GetInt32());
        Assert.Equal(Finest, forecast.GetProperty("races").GetInt32());
        Assert.Equal(20, forecast.GetProperty("cars").GetArrayLength());
        Assert.Equal(1, forecast.GetProperty("cars").EnumerateArray().Sum(c => c.GetProperty("position_probabilities")[0].GetDouble()), 2);
    }

    [Fact]
    public async Task Get_EqualFrames_GiveEqualForecasts()
    {
        var cars = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await using var server = await TestServer.StartAsync();
            await server.FeedAsync([Frames.Race(cars: 6), .. Enumerable.Range(1, 2).Select(lap => Frames.Lap(lap, 6))]);
            await MadeAsync(server);
            cars.Add((await server.GetAsync("/api/v1/forecast")).GetProperty("forecast").GetProperty("cars").GetRawText());
        }

        Assert.Equal(cars[0], cars[1]);
    }

    [Fact]
    public async Task Get_AfterANeutralisation_IsOfThat()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race(cars: 6), Frames.Lap(1, 6));
        await MadeAsync(server);
        await server.FeedAsync(Frames.Status(TrackStatus.SafetyCar, 100));
        await MadeAsync(server);

        var forecast = (await server.GetAsync("/api/v1/forecast")).GetProperty("forecast");

        Assert.Equal(server.Feed.Current.Id, forecast.GetProperty("view_id").GetInt64());
        Assert.True(forecast.GetProperty("current").GetBoolean());
    }

    [Fact]
    public async Task Get_AnotherSession_ShowsNothingOfTheOneBefore()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race(cars: 6), Frames.Lap(1, 6));
        await MadeAsync(server);
        await server.FeedAsync(Frames.Empty(200) with
        {
            Session = new Telemetry.Frames.SessionUpdate { SessionId = "practice-1", Type = SessionType.Practice, Phase = SessionPhase.Running },
        });

        using var response = await server.Client.GetAsync("/api/v1/forecast", TestServer.Token);
        var body = await TestServer.ReadAsync(response);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(JsonValueKind.Null, body.GetProperty("forecast").ValueKind);
    }

    [Fact]
    public async Task History_OverLaps_TellsEachAndWhatHappened()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race(cars: 6), Frames.Lap(1, 6));
        await MadeAsync(server);
        await server.FeedAsync(Frames.Lap(2, 6));
        await MadeAsync(server);
        await server.FeedAsync(Frames.Status(TrackStatus.SafetyCar, 190));
        await MadeAsync(server);

        var body = await server.GetAsync("/api/v1/forecast/history?car_id=16");
        var history = body.GetProperty("forecast_history");

        await Schemas.AssertValidAsync("forecast_history-1.1.0", history.GetRawText());
        Assert.Equal("16", history.GetProperty("car_id").GetString());
        var laps = history.GetProperty("laps").EnumerateArray().ToArray();
        Assert.Equal([1, 2], laps.Select(l => l.GetProperty("lap").GetInt32()).Where(l => l > 0));
        Assert.Contains("The safety car came out.", laps[^1].GetProperty("causes").EnumerateArray().Select(c => c.GetString()));
        using var unknown = await server.Client.GetAsync("/api/v1/forecast/history?car_id=999", TestServer.Token);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task History_AnotherSession_TellsNothingOfTheOneBefore()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race(cars: 6), Frames.Lap(1, 6));
        await MadeAsync(server);
        await server.FeedAsync(Frames.Empty(200) with
        {
            Session = new Telemetry.Frames.SessionUpdate { SessionId = "practice-1", Type = SessionType.Practice, Phase = SessionPhase.Running },
        });

        var history = (await server.GetAsync("/api/v1/forecast/history")).GetProperty("forecast_history");

        Assert.True(history.ValueKind == JsonValueKind.Null || history.GetProperty("laps").GetArrayLength() == 0);
    }

    // Waits until the newest view's forecast is as fine as it gets.
    private static async Task MadeAsync(TestServer server)
    {
        var forecaster = server.Host.Services.GetRequiredService<Forecaster>();
        while (true)
        {
            var next = forecaster.Next;
            if (forecaster.Newest is { Forecast.Races: Finest } newest && newest.State == forecaster.StateOf(server.Feed.Current))
            {
                return;
            }

            await next.WaitAsync(TestServer.Token);
        }
    }
}
