using System.Net;
using System.Net.Http.Json;
using DualTwin.Server.Tests.Support;

namespace DualTwin.Server.Tests;

public sealed class OurCarTests
{
    [Fact]
    public async Task Post_KnownCar_IsOursFromThenOn()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());

        using var response = await server.Client.PostAsJsonAsync("/api/v1/our-car", new { car_id = "16" }, TestServer.Token);
        var body = await TestServer.ReadAsync(response);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("16", body.GetProperty("our_car").GetProperty("car_id").GetString());
        Assert.Equal("16", server.Feed.Current.View.OurCarId);
    }

    [Fact]
    public async Task Post_SourceEnded_IsStillAnswered()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());
        server.Source.End();

        using var response = await server.Client.PostAsJsonAsync("/api/v1/our-car", new { car_id = "52" }, TestServer.Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("52", server.Feed.Current.View.OurCarId);
    }

    [Fact]
    public async Task Select_WhileFramesKeepComing_IsAnsweredBetweenThem()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());
        foreach (var frame in Frames.Flags(500))
        {
            server.Source.Send(frame);
        }

        Assert.True(await server.Host.Session.SelectOurCarAsync("16", TestServer.Token));
        Assert.False(await server.Host.Session.SelectOurCarAsync("99", TestServer.Token));
    }
}
