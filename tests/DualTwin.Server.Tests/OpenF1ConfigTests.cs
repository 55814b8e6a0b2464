using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using DualTwin.Server.Configuration.Loading;
using DualTwin.Server.Hosting;
using DualTwin.Server.Tests.Support;
using DualTwin.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace DualTwin.Server.Tests;

/// <summary>What configuration and requests say of OpenF1, seen from the service that is asked.</summary>
public sealed class OpenF1ConfigTests : IAsyncLifetime
{
    private const string Secret = "s3cret-of-the-fan";

    private readonly string _folder = TestServer.NewFolder();
    private readonly ConcurrentQueue<(string Path, string Authorization)> _asked = new();
    private readonly LogLines _log = new();
    private WebApplication _service = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        _service = builder.Build();
        _service.Run(async context =>
        {
            _asked.Enqueue((context.Request.Path.Value!, context.Request.Headers.Authorization.ToString()));
            await context.Response.WriteAsync(context.Request.Path.Value switch
            {
                "/token" => """{"access_token":"token-of-the-fan","expires_in":"3600"}""",
                "/v1/sessions" => """[{"session_key":9158,"session_type":"Practice","session_name":"Practice 1","date_start":"2023-09-15T09:30:00+00:00","date_end":"2023-09-15T10:30:00+00:00"}]""",
                _ => "[]",
            });
        });
        await _service.StartAsync(TestServer.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Account_Configured_IsUsedAndNeverShown()
    {
        var file = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(file, Secret + "\n", TestServer.Token);
        await using var host = await StartAsync($$"""
            { "type": "openf1", "url": "{{Api}}", "stream_url": "mqtt://localhost:1", "username": "fan", "password_file": "{{file.Replace('\\', '/')}}", "session": 9158 }
            """);
        await WatchedServer.UntilAsync(() => host.Session.Feed.Current.View.State.Session.SessionId == "9158");
        await WatchedServer.UntilAsync(() => host.Session.Supervisor.Status.Active is not null);

        using var client = new HttpClient { BaseAddress = host.Address };
        var report = await client.GetStringAsync(new Uri("/api/v1/source", UriKind.Relative), TestServer.Token);

        Assert.Equal($"openf1 localhost:{new Uri(Api).Port}", host.Session.Supervisor.Status.Active);
        Assert.Contains(_asked, asked => asked == ("/v1/sessions", "Bearer token-of-the-fan"));
        Assert.DoesNotContain(_log.All.Append(report), text => text.Contains(Secret, StringComparison.Ordinal) || text.Contains("token-of-the-fan", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Request_ThatNamesAnAddress_GetsNoSecretsOfOurs()
    {
        await using var host = await StartAsync("""{ "type": "simulator" }""");
        using var client = new HttpClient { BaseAddress = host.Address };

        using var reply = await client.PostAsync("/api/v1/source/live", Body($$"""{ "source": "openf1", "url": "{{Api}}" }"""), TestServer.Token);
        await WatchedServer.UntilAsync(() => !_asked.IsEmpty);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.All(_asked, asked => Assert.Equal(string.Empty, asked.Authorization));
        Assert.DoesNotContain(_asked, asked => asked.Path == "/token");
    }

    [Theory]
    [InlineData("\"username\": \"me\"", "username is set in the configuration only.")]
    [InlineData("\"password_file\": \"/etc/passwd\"", "password_file is set in the configuration only.")]
    [InlineData("\"token_env\": \"PATH\"", "token_env is set in the configuration only.")]
    [InlineData("\"url\": \"ftp://example.org\"", "expected an address that starts with https:// or http://.")]
    [InlineData("\"stream_url\": \"https://example.org\"", "expected an address that starts with mqtts://, mqtt://, wss:// or ws://.")]
    [InlineData("\"session\": 0", "expected a whole number from 1 to 2147483647.")]
    [InlineData("\"requests_per_minute\": 5", "expected a whole number from 6 to 600 (requests).")]
    public async Task Request_Wrong_IsRefusedInWords(string option, string message)
    {
        await using var host = await StartAsync("""{ "type": "simulator" }""");
        using var client = new HttpClient { BaseAddress = host.Address };

        using var reply = await client.PostAsync("/api/v1/source/live", Body($$"""{ "source": "openf1", {{option}} }"""), TestServer.Token);
        var error = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(TestServer.Token)).RootElement.GetProperty("error").GetString();

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.EndsWith(message, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"password_file\": \"password\"", "password_file and password_env are of no use without username; expected the name of the OpenF1 account as well.")]
    [InlineData("\"username\": \"me\"", "UserName is me; expected a file or an environment variable with its password as well.")]
    [InlineData("\"username\": \"me\", \"password_file\": \"p\", \"url\": \"http://example.org/v1\"", "Api is http://example.org/v1; expected https://, since an account's secrets do not travel in the open.")]
    [InlineData("\"token_file\": \"t\", \"stream_url\": \"mqtt://example.org\"", "Stream is mqtt://example.org/; expected mqtts:// or wss://, since a token does not travel in the open.")]
    public async Task Account_ConfiguredWrong_IsRefusedInWords(string options, string message)
    {
        var problem = await Assert.ThrowsAsync<SourceException>(() => StartAsync($$"""{ "type": "openf1", {{options}} }"""));

        Assert.Equal(message, problem.Message);
    }

    private string Api => $"http://localhost:{new Uri(_service.Urls.Single()).Port}/v1";

    private async Task<DualTwinHost> StartAsync(string source)
    {
        var file = Path.Combine(_folder, "config.json");
        await File.WriteAllTextAsync(
            file,
            $$"""
            {
              "telemetry": { "sources": [{{source}}] },
              "state_management": { "storage_path": {{JsonSerializer.Serialize(_folder)}} },
              "api": { "port": 0 }
            }
            """,
            TestServer.Token);
        var loaded = SystemConfigLoader.Load(new ConfigInputs { File = file });
        Assert.Empty(loaded.Errors);
        var host = DualTwinServer.Build(
            loaded.Config, TimeProvider.System, logging => logging.Services.AddSingleton<Microsoft.Extensions.Logging.ILoggerProvider>(_log));
        await host.StartAsync(TestServer.Token);
        return host;
    }

    private static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");
}
