using DualTwin.Server.Sourcing;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DualTwin.Server.Configuration;
using DualTwin.Server.Hosting;
using DualTwin.Server.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Server.Tests;

public sealed class SecurityTests : IDisposable
{
    private const string Key = "a-key-of-more-than-16-characters";
    private readonly string _folder = TestServer.NewFolder();

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("*")]
    [InlineData("192.0.2.7")]
    public void Build_BeyondLoopbackWithoutKey_IsRefused(string host)
    {
        var refused = Assert.Throws<ServerStartException>(() => Build(api => api with { Host = host }));

        Assert.Contains("api.api_key_file", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"'{host}'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short", "16 characters")]
    [InlineData("", "16 characters")]
    [InlineData(null, "cannot be read")]
    public void Build_BadKeyFile_IsRefused(string? content, string expected)
    {
        var file = content is null ? Path.Combine(_folder, "missing") : KeyFile(content);

        var refused = Assert.Throws<ServerStartException>(() => Build(api => api with { ApiKeyFile = file }));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_BadCertificate_IsRefused()
    {
        var refused = Assert.Throws<ServerStartException>(() => Build(api => api with { TlsCertificateFile = KeyFile("no certificate") }));

        Assert.Contains("api.tls_certificate_file", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, 401)]
    [InlineData("X-API-Key", "a-key-of-more-than-16-charactersX", 401)]
    [InlineData("X-API-Key", "", 401)]
    [InlineData("Authorization", "Basic " + Key, 401)]
    [InlineData("X-API-Key", Key, 200)]
    [InlineData("Authorization", "Bearer " + Key, 200)]
    public async Task Get_WithKeyFile_AsksForTheKey(string? header, string? value, int status)
    {
        await using var server = await TestServer.StartAsync(api => api with { ApiKeyFile = KeyFile(Key) });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/telemetry");
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        using var response = await server.Client.SendAsync(request, TestServer.Token);

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        if (status == 401)
        {
            await Schemas.AssertValidAsync("error-1.0.0", await response.Content.ReadAsStringAsync(TestServer.Token));
        }
    }

    [Fact]
    public async Task Get_BeyondLoopbackWithKey_IsServed()
    {
        await using var server = await TestServer.StartAsync(api => api with { Host = "0.0.0.0", ApiKeyFile = KeyFile(Key) });
        server.Client.DefaultRequestHeaders.Add("X-API-Key", Key);

        using var response = await server.Client.GetAsync("/api/v1/version", TestServer.Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("evil.example", 400)]
    [InlineData("evil.example:8000", 400)]
    [InlineData("127.0.0.1.evil.example", 400)]
    [InlineData("localhost", 200)]
    [InlineData("127.0.0.1:1234", 200)]
    [InlineData("[::1]:1234", 200)]
    public async Task Get_OnLoopback_TakesOnlyItsOwnNames(string host, int status)
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/version") { Headers = { Host = host } };

        using var response = await server.Client.SendAsync(request, TestServer.Token);

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example", 403)]
    [InlineData("null", 403)]
    [InlineData("http://localhost:3000", 200)]
    [InlineData(null, 200)]
    public async Task Post_Origin_MustBeOurs(string? origin, int status)
    {
        await using var server = await TestServer.StartAsync(api => api with { EnableCors = true });
        await server.FeedAsync(Frames.Race());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/our-car")
        {
            Content = new StringContent("{\"car_id\":\"16\"}", System.Text.Encoding.UTF8, "application/json"),
        };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var response = await server.Client.SendAsync(request, TestServer.Token);

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/stream", false, 403)]
    [InlineData("/api/v1/stream/", false, 403)]
    [InlineData("/API/V1/Stream", false, 403)]
    [InlineData("/api/v1/ws/", false, 403)]
    [InlineData("/api/v1/stream", true, 200)]
    public async Task GetStream_ForeignOrigin_NeedsCors(string path, bool cors, int status)
    {
        await using var server = await TestServer.StartAsync(api => api with { EnableCors = cors });
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Origin", "https://pitwall.example" } } };

        using var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestServer.Token);

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Equal(cors, response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Get_WithTlsCertificate_IsServedOverHttps()
    {
        using var key = ECDsa.Create();
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var file = Path.Combine(_folder, "server.pem");
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem(), TestServer.Token);
        await using var server = await TestServer.StartAsync(api => api with { TlsCertificateFile = file });
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { certificate },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        using var client = new HttpClient(handler) { BaseAddress = server.Host.Address };

        using var response = await client.GetAsync("/api/v1/version", TestServer.Token);

        Assert.Equal("https", server.Host.Address!.Scheme);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string KeyFile(string content)
    {
        var file = Path.Combine(_folder, "api.key");
        File.WriteAllText(file, content + Environment.NewLine);
        return file;
    }

    private void Build(Func<ApiConfig, ApiConfig> api) =>
        DualTwinServer.Build(TestServer.Config(_folder, api), SourcePlan.Of(new ScriptedSource()), new FakeTimeProvider());
}
