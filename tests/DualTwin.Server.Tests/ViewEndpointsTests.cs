using System.Net;
using System.Text.Json;
using DualTwin.Server.Tests.Support;

namespace DualTwin.Server.Tests;

public sealed class ViewEndpointsTests
{
    public static TheoryData<string, string> Endpoints => new()
    {
        { "/api/v1/telemetry", "telemetry" },
        { "/api/v1/car-twin", "car_twin" },
        { "/api/v1/field-twin", "field_twin" },
        { "/api/v1/environment", "environment" },
        { "/api/v1/system/complete", "system_state" },
        { "/api/v1/history/laps", "laps" },
        { "/api/v1/history/stints", "stints" },
        { "/api/v1/history/stops", "stops" },
        { "/api/v1/history/events", "events" },
    };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Get_NoDataYet_SaysSoWithNullPayload(string path, string payload)
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.Client.GetAsync(path, TestServer.Token);
        var body = await TestServer.ReadAsync(response);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(body.GetProperty("success").GetBoolean());
        Assert.NotEmpty(body.GetProperty("message").GetString()!);
        Assert.Equal(JsonValueKind.Null, body.GetProperty(payload).ValueKind);
    }

    [Fact]
    public async Task Get_Telemetry_IsTheViewsOwnBytes()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race(), Frames.Lap(1));

        var text = await server.Client.GetStringAsync("/api/v1/telemetry?schema_version=1.1.0", TestServer.Token);

        var document = server.Feed.Current.Document(DualTwin.Session.ViewDocument.Telemetry, DualTwin.Telemetry.Schema.SchemaVersion.Version110)!.Value;
        Assert.Contains(System.Text.Encoding.UTF8.GetString(document.Span), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Telemetry_CountsCarsAndNamesTheSource()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race(cars: 24));

        var metadata = (await server.GetAsync("/api/v1/telemetry")).GetProperty("metadata");

        Assert.Equal(24, metadata.GetProperty("car_count").GetInt32());
        Assert.Equal("scripted", metadata.GetProperty("update_source").GetString());
        Assert.Equal("2026-05-03T13:00:00Z", metadata.GetProperty("last_update").GetString());
    }

    [Fact]
    public async Task Get_SameView_AnswersTheSameBytes()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());

        var first = await server.Client.GetByteArrayAsync("/api/v1/system/complete", TestServer.Token);
        server.Time.Advance(TimeSpan.FromSeconds(1));
        var second = await server.Client.GetByteArrayAsync("/api/v1/system/complete", TestServer.Token);

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Get_NewFrame_AnswersFromTheNewView()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());
        var before = (await server.GetAsync("/api/v1/telemetry")).GetProperty("telemetry").GetProperty("lap").GetInt32();

        await server.FeedAsync(Frames.Lap(1));

        Assert.Equal(1, before);
        Assert.Equal(2, (await server.GetAsync("/api/v1/telemetry")).GetProperty("telemetry").GetProperty("lap").GetInt32());
    }

    [Fact]
    public async Task Get_CarTwinOfUnknownCar_Is404ThatNamesIt()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());

        using var response = await server.Client.GetAsync("/api/v1/car-twin?car_id=99", TestServer.Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("'99'", (await TestServer.ReadAsync(response)).GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_NonAsciiNames_ComeOutAsSent()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());

        var session = (await server.GetAsync("/api/v1/telemetry?schema_version=1.1.0")).GetProperty("telemetry").GetProperty("session");

        Assert.Equal("São Paulo Grand Prix", session.GetProperty("meeting").GetString());
    }
}
