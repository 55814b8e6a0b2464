using DualTwin.Server.Tests.Support;
using DualTwin.Telemetry.Values;

namespace DualTwin.Server.Tests;

public sealed class SchemaTests
{
    [Theory]
    [InlineData("/api/v1/telemetry", "telemetry", "telemetry")]
    [InlineData("/api/v1/car-twin", "car_twin", "car_twin")]
    [InlineData("/api/v1/car-twin?car_id=16", "car_twin", "car_twin")]
    [InlineData("/api/v1/field-twin", "field_twin", "field_twin")]
    [InlineData("/api/v1/environment", "environment", "environment")]
    [InlineData("/api/v1/health", null, "health")]
    public async Task Get_BothVersions_AreValid(string path, string? payload, string schema)
    {
        await using var server = await ServerWithARaceAsync();

        foreach (var version in new[] { "1.0.0", "1.1.0" })
        {
            var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var body = await server.GetAsync($"{path}{separator}schema_version={version}");
            if (payload is not null)
            {
                await Schemas.AssertValidAsync("envelope-1.0.0", body.GetRawText());
            }

            var document = payload is null ? body : body.GetProperty(payload);
            Assert.NotEqual(System.Text.Json.JsonValueKind.Null, document.ValueKind);
            await Schemas.AssertValidAsync($"{schema}-{version}", document.GetRawText());
        }
    }

    [Theory]
    [InlineData("/api/v1/system/complete", "system_state", "system_complete-1.0.0")]
    [InlineData("/api/v1/metrics", null, "metrics-1.0.0")]
    [InlineData("/api/v1/version", null, "version-1.0.0")]
    public async Task Get_Payload_IsValid(string path, string? payload, string schema)
    {
        await using var server = await ServerWithARaceAsync();

        var body = await server.GetAsync(path);

        await Schemas.AssertValidAsync("envelope-1.0.0", body.GetRawText());
        await Schemas.AssertValidAsync(schema, (payload is null ? body : body.GetProperty(payload)).GetRawText());
    }

    [Fact]
    public async Task Get_History_IsValidAsOneDocument()
    {
        await using var server = await ServerWithARaceAsync();
        var lists = new List<string>();
        foreach (var list in new[] { "laps", "stints", "stops", "events" })
        {
            lists.Add($"\"{list}\":{(await server.GetAsync($"/api/v1/history/{list}")).GetProperty(list).GetRawText()}");
        }

        await Schemas.AssertValidAsync("history-1.1.0", $"{{\"schema_version\":\"1.1.0\",{string.Join(',', lists)}}}");
    }

    [Fact]
    public async Task Stream_Messages_AreValid()
    {
        await using var server = await ServerWithARaceAsync();
        using var stream = await SseReader.OpenAsync(server.Client);
        await Schemas.AssertValidAsync("stream-1.1.0", (await stream.NextAsync())!.Data);

        await server.FeedAsync(Frames.Status(TrackStatus.SafetyCar, 400));
        var messages = await stream.UntilAsync(m => m.Event == "event");

        await Schemas.AssertValidAsync("stream_event-1.1.0", messages[^1].Data);
    }

    [Fact]
    public async Task Get_UnknownField_IsNotValidIn100()
    {
        await using var server = await ServerWithARaceAsync();
        var newest = (await server.GetAsync("/api/v1/telemetry?schema_version=1.1.0")).GetProperty("telemetry").GetRawText();

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Schemas.AssertValidAsync("telemetry-1.0.0", newest));
    }

    private static async Task<TestServer> ServerWithARaceAsync()
    {
        var server = await TestServer.StartAsync();
        await server.FeedAsync([Frames.Race(cars: 20), .. Enumerable.Range(1, 3).Select(lap => Frames.Lap(lap, 20)), .. Frames.Flags(3)]);
        return server;
    }
}
