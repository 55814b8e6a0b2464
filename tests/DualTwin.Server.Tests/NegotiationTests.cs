using System.Net;
using DualTwin.Server.Tests.Support;

namespace DualTwin.Server.Tests;

public sealed class NegotiationTests
{
    [Theory]
    [InlineData("", null, null, "1.0.0")]
    [InlineData("?schema_version=1.1.0", null, null, "1.1.0")]
    [InlineData("", "1.1.0", null, "1.1.0")]
    [InlineData("", null, "application/json; version=1.1.0", "1.1.0")]
    [InlineData("", null, "text/html, application/json;q=0.9; version=\"1.1.0\", */*", "1.1.0")]
    [InlineData("", null, "text/html; version=9", "1.0.0")]
    [InlineData("?schema_version=1.0.0", "1.1.0", "application/json; version=1.1.0", "1.0.0")]
    [InlineData("", "1.0.0", "application/json; version=1.1.0", "1.0.0")]
    public async Task Get_Version_FirstMatchWins(string query, string? header, string? accept, string expected)
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/telemetry" + query);
        Add(request, "X-Schema-Version", header);
        Add(request, "Accept", accept);

        using var response = await server.Client.SendAsync(request, TestServer.Token);
        var body = await TestServer.ReadAsync(response);

        Assert.Equal(expected, body.GetProperty("schema_version").GetString());
        Assert.Equal(expected, Assert.Single(response.Headers.GetValues("X-Schema-Version")));
        Assert.Equal("1.0.0, 1.1.0", Assert.Single(response.Headers.GetValues("X-Supported-Versions")));
        Assert.Equal(expected == "1.1.0", body.GetProperty("telemetry").TryGetProperty("data_source", out _));
    }

    [Theory]
    [InlineData("?schema_version=2.0.0", null, null)]
    [InlineData("?schema_version=", null, null)]
    [InlineData("", "1.1", null)]
    [InlineData("", null, "application/json; version=7")]
    public async Task Get_UnknownVersion_Is400ThatListsTheKnown(string query, string? header, string? accept)
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/telemetry" + query);
        Add(request, "X-Schema-Version", header);
        Add(request, "Accept", accept);

        using var response = await server.Client.SendAsync(request, TestServer.Token);
        var text = await response.Content.ReadAsStringAsync(TestServer.Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("1.0.0, 1.1.0", text, StringComparison.Ordinal);
        await Schemas.AssertValidAsync("error-1.0.0", text);
    }

    private static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
