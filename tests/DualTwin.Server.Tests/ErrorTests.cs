using System.Net;
using System.Net.Http.Headers;
using System.Text;
using DualTwin.Server.Tests.Support;

namespace DualTwin.Server.Tests;

public sealed class ErrorTests
{
    [Theory]
    [InlineData("/api/v1/nothing", 404, "/api/v1/nothing")]
    [InlineData("/elsewhere", 404, "/elsewhere")]
    [InlineData("/api/v1/car-twin?car_id=", 400, "car_id")]
    [InlineData("/api/v1/history/laps?from_lap=x", 400, "'from_lap' is 'x'; expected a whole number from 0 to 1000000.")]
    [InlineData("/api/v1/history/laps?limit=0", 400, "'limit' is '0'; expected a whole number from 1 to 1000.")]
    [InlineData("/api/v1/history/events?offset=-1", 400, "'offset' is '-1'")]
    [InlineData("/api/v1/stream?hz=0", 400, "'hz' is '0'; expected a number above 0 and up to 60.")]
    [InlineData("/api/v1/stream?fields=telemetry,oil", 400, "'fields' is 'oil'; expected a list of telemetry, car_twin, field_twin, environment.")]
    [InlineData("/api/v1/stream?last_event_id=abc", 400, "'Last-Event-ID' is 'abc'")]
    [InlineData("/api/v1/ws", 400, "WebSocket")]
    public async Task Get_BadRequest_IsAnErrorThatNamesTheCause(string path, int status, string message)
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.Client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, TestServer.Token);

        await AssertErrorAsync(response, status, message);
    }

    [Fact]
    public async Task Post_ToAReadOnlyEndpoint_Is405ThatNamesWhatItTakes()
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.Client.PostAsync("/api/v1/telemetry", null, TestServer.Token);

        await AssertErrorAsync(response, 405, "it takes GET");
    }

    [Theory]
    [InlineData("{", "application/json", 400, "body")]
    [InlineData("{\"car_id\":16}", "application/json", 400, "car_id")]
    [InlineData("{\"car\":\"16\"}", "application/json", 400, "car")]
    [InlineData("{}", "application/json", 400, "car_id")]
    [InlineData("null", "application/json", 400, "car_id")]
    [InlineData("car_id=16", "application/x-www-form-urlencoded", 400, "application/json")]
    [InlineData("{\"car_id\":\"98\"}", "application/json", 404, "'98'")]
    public async Task PostOurCar_BadBody_IsAnErrorThatNamesTheCause(string body, string type, int status, string message)
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());

        using var response = await server.Client.PostAsync(
            "/api/v1/our-car", new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type)), TestServer.Token);

        await AssertErrorAsync(response, status, message);
        Assert.DoesNotContain("DualTwin", await response.Content.ReadAsStringAsync(TestServer.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_BadValue_ComesBackAsItWasSent()
    {
        await using var server = await TestServer.StartAsync();

        var text = await server.Client.GetStringAsync("/api/v1/health", TestServer.Token);
        using var response = await server.Client.GetAsync("/api/v1/history/laps?limit=%C3%A9", TestServer.Token);

        Assert.DoesNotContain("\\u", text, StringComparison.Ordinal);
        Assert.Contains("\"'limit' is 'é'; expected", await response.Content.ReadAsStringAsync(TestServer.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PostOurCar_BodyAboveTheLimit_Is413()
    {
        await using var server = await TestServer.StartAsync();
        var body = "{\"car_id\":\"" + new string('4', (int)DualTwinServer.MaxRequestBodyBytes) + "\"}";

        using var response = await server.Client.PostAsync(
            "/api/v1/our-car", new StringContent(body, Encoding.UTF8, "application/json"), TestServer.Token);

        await AssertErrorAsync(response, 413, "too large");
    }

    private static async Task AssertErrorAsync(HttpResponseMessage response, int status, string message)
    {
        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(TestServer.Token);
        await Schemas.AssertValidAsync("error-1.0.0", text);
        var body = await TestServer.ReadAsync(response);
        Assert.Equal(status, body.GetProperty("status_code").GetInt32());
        Assert.Contains(message, body.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("1.0.0", Assert.Single(response.Headers.GetValues("X-Schema-Version")));
    }
}
