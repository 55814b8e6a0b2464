using System.Net;
using System.Net.Http.Json;
using DualTwin.Server.Sessions;
using DualTwin.Server.Tests.Support;

namespace DualTwin.Server.Tests;

public sealed class BusySessionTests : IDisposable
{
    private readonly HeldFrame _held = new();

    [Fact]
    public async Task PostOurCar_CommandQueueFull_Is429AndTheWaitingOnesAreAnsweredLater()
    {
        await using var server = await StartBusyAsync();
        var waiting = Enumerable.Range(0, SessionHost.CommandCapacity)
            .Select(_ => server.Host.Session.SelectOurCarAsync("16", TestServer.Token)).ToList();

        using var response = await server.Client.PostAsJsonAsync("/api/v1/our-car", new { car_id = "16" }, TestServer.Token);
        _held.LetGo();

        await AssertErrorAsync(response, HttpStatusCode.TooManyRequests, "64 commands wait already");
        Assert.All(await Task.WhenAll(waiting), Assert.True);
    }

    [Fact]
    public async Task PostOurCar_SessionDoesNotAnswerInTime_Is503()
    {
        await using var server = await StartBusyAsync();

        var asking = server.Client.PostAsJsonAsync("/api/v1/our-car", new { car_id = "16" }, TestServer.Token);
        using var response = await server.AdvanceUntilAsync(asking, TimeSpan.FromSeconds(1));
        _held.LetGo();

        await AssertErrorAsync(response, HttpStatusCode.ServiceUnavailable, "did not answer in time");
    }

    [Fact]
    public async Task Get_SessionIsBusy_IsServedFromTheLastView()
    {
        await using var server = await StartBusyAsync();

        var telemetry = await server.GetAsync("/api/v1/telemetry");
        _held.LetGo();

        Assert.Equal(3, telemetry.GetProperty("metadata").GetProperty("car_count").GetInt32());
    }

    public void Dispose() => _held.Dispose();

    private static async Task AssertErrorAsync(HttpResponseMessage response, HttpStatusCode status, string message)
    {
        Assert.Equal(status, response.StatusCode);
        await Schemas.AssertValidAsync("error-1.0.0", await response.Content.ReadAsStringAsync(TestServer.Token));
        var body = await TestServer.ReadAsync(response);
        Assert.Contains(message, body.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    private async Task<TestServer> StartBusyAsync()
    {
        var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());
        server.Source.Send(_held.Frame);
        _held.WaitUntilReached();
        return server;
    }
}
