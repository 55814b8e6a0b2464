using System.IO.Compression;
using System.Net;
using System.Text;
using DualTwin.Server.Pages;
using DualTwin.Server.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Tests;

public sealed class PitWallPageTests
{
    private const string Script = "console.log('made for this test');";

    private static readonly Dictionary<string, PageFile> Built = new(StringComparer.Ordinal)
    {
        ["index.html"] = File("index.html", "<!doctype html><title>wall</title>"),
        ["assets/wall.js"] = File("wall.js", Script),
    };

    [Fact]
    public async Task Get_BuiltWithoutThePage_IsANoticeThatSaysSo()
    {
        await using var server = await Site.StartAsync(new Dictionary<string, PageFile>(StringComparer.Ordinal));

        var page = await server.Client.GetStringAsync("/", TestServer.Token);

        Assert.Contains("built without the pit wall", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/docs\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Root_IsThePageUnderAPolicyThatLetsNothingElseIn()
    {
        await using var server = await Site.StartAsync(Built);

        using var response = await server.Client.GetAsync("/", TestServer.Token);

        Assert.Contains("<title>wall</title>", await response.Content.ReadAsStringAsync(TestServer.Token), StringComparison.Ordinal);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(response.Headers.CacheControl!.NoCache);
    }

    [Fact]
    public async Task Get_AssetWithGzip_IsCompressedAndMayBeKept()
    {
        await using var server = await Site.StartAsync(Built);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/wall.js");
        request.Headers.AcceptEncoding.ParseAdd("gzip");

        using var response = await server.Client.SendAsync(request, TestServer.Token);

        Assert.Equal("gzip", Assert.Single(response.Content.Headers.ContentEncoding));
        Assert.Equal("text/javascript", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(TimeSpan.FromDays(365), response.Headers.CacheControl!.MaxAge);
        await using var unpacked = new GZipStream(await response.Content.ReadAsStreamAsync(TestServer.Token), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        Assert.Equal(Script, await reader.ReadToEndAsync(TestServer.Token));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("gzip;q=0")]
    public async Task Get_AssetWithoutGzip_IsPlain(string? accepted)
    {
        await using var server = await Site.StartAsync(Built);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/wall.js");
        if (accepted is not null)
        {
            request.Headers.AcceptEncoding.ParseAdd(accepted);
        }

        using var response = await server.Client.SendAsync(request, TestServer.Token);

        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal(Script, await response.Content.ReadAsStringAsync(TestServer.Token));
    }

    [Fact]
    public async Task Get_WithTheTagOfTheSameFile_Is304()
    {
        await using var server = await Site.StartAsync(Built);
        using var first = await server.Client.GetAsync("/", TestServer.Token);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var response = await server.Client.SendAsync(again, TestServer.Token);

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
        Assert.NotEqual(Built["index.html"].Tag, Built["assets/wall.js"].Tag);
    }

    [Theory]
    [InlineData("/assets/other.js")]
    [InlineData("/assets/..%2Findex.html")]
    public async Task Get_AssetThatIsNotThere_Is404(string path)
    {
        await using var server = await Site.StartAsync(Built);

        using var response = await server.Client.GetAsync(path, TestServer.Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static PageFile File(string name, string content) => PageFile.Read(name, new MemoryStream(Encoding.UTF8.GetBytes(content)));

    private sealed record Site(WebApplication Application, HttpClient Client) : IAsyncDisposable
    {
        public static async Task<Site> StartAsync(IReadOnlyDictionary<string, PageFile> files)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var application = builder.Build();
            application.Urls.Add("http://127.0.0.1:0");
            application.MapPitWall(files);
            await application.StartAsync(TestServer.Token);
            return new Site(application, new HttpClient { BaseAddress = new Uri(application.Urls.First()) });
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await Application.DisposeAsync();
        }
    }
}
