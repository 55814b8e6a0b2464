using System.Collections.Concurrent;
using DualTwin.Sources.Tests.Json;
using DualTwin.Sources.WebSocket;
using Microsoft.AspNetCore.Http;

namespace DualTwin.Sources.Tests.WebSocket;

public sealed class WebSocketSecretTests : IDisposable
{
    private readonly LogLines<WebSocketSource> _log = new();
    private readonly string _tokenFile = Path.GetTempFileName();

    [Fact]
    public async Task Read_TokenFileAsHeader_IsReadAtEachConnect()
    {
        var seen = new ConcurrentQueue<string>();
        await using var server = await SeeingAsync(seen, context => context.Request.Headers.Authorization.ToString());
        var source = Source(server.Uri, new WebSocketToken { File = _tokenFile });

        await File.WriteAllTextAsync(_tokenFile, "first-secret\n", TestContext.Current.CancellationToken);
        await source.FramesAsync(1);
        await File.WriteAllTextAsync(_tokenFile, "second-secret", TestContext.Current.CancellationToken);
        await source.FramesAsync(1);

        Assert.Equal(["Bearer first-secret", "Bearer second-secret"], seen);
        AssertSecret(source, string.Empty);
    }

    [Fact]
    public async Task Read_TokenFromEnvironmentAsQuery_IsEscapedAndAdded()
    {
        var seen = new ConcurrentQueue<string>();
        await using var server = await SeeingAsync(seen, context => $"{context.Request.Query["feed"]} {context.Request.Query["token"]}");
        const string Variable = "DUALTWIN_TEST_WEBSOCKET_TOKEN";
        Environment.SetEnvironmentVariable(Variable, "a&b=secret");
        var source = Source(
            new Uri($"{server.Uri}?feed=one"), new WebSocketToken { EnvironmentVariable = Variable, Place = WebSocketTokenPlace.Query });

        await source.FramesAsync(1);

        Assert.Equal(["one a&b=secret"], seen);
        AssertSecret(source, string.Empty);
    }

    [Fact]
    public async Task Read_TokenRefused_DoesNotTellIt()
    {
        await File.WriteAllTextAsync(_tokenFile, "wrong-secret", TestContext.Current.CancellationToken);
        await using var server = await WebSocketServer.StartAsync(context =>
        {
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        });
        var place = new WebSocketToken { File = _tokenFile, Place = WebSocketTokenPlace.Query };
        var source = Source(server.Uri, place);

        var problem = await Assert.ThrowsAsync<SourceException>(() => source.FramesAsync(1));

        Assert.Contains("401", problem.Message, StringComparison.Ordinal);
        AssertSecret(source, problem.ToString());
    }

    [Theory]
    [InlineData("", "holds no token")]
    [InlineData("two secret\nlines", "holds something else than a token")]
    public async Task Read_NoTokenInFile_NamesTheFileOnly(string content, string expected)
    {
        await File.WriteAllTextAsync(_tokenFile, content, TestContext.Current.CancellationToken);
        var source = Source(new Uri("ws://localhost:1/"), new WebSocketToken { File = _tokenFile });

        var problem = await Assert.ThrowsAsync<SourceException>(() => source.FramesAsync(1));

        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
        Assert.Contains(_tokenFile, problem.Message, StringComparison.Ordinal);
        AssertSecret(source, problem.ToString());
    }

    [Fact]
    public async Task Read_NoTokenFile_SaysSo()
    {
        File.Delete(_tokenFile);

        var cause = await Source(new Uri("ws://localhost:1/"), new WebSocketToken { File = _tokenFile }).CauseAsync();

        Assert.StartsWith($"The token file '{_tokenFile}' cannot be read", cause, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_tokenFile);

    private static Task<WebSocketServer> SeeingAsync(ConcurrentQueue<string> seen, Func<HttpContext, string> what) =>
        WebSocketServer.StartAsync(context =>
        {
            seen.Enqueue(what(context));
            return WebSocketServer.TalkAsync(context, async socket =>
            {
                await WebSocketServer.SendAsync(socket, "junk");
                await WebSocketServer.SendAsync(socket, Snapshot.Text(0));
            });
        });

    private WebSocketSource Source(Uri uri, WebSocketToken token) => new(
        new WebSocketSourceOptions { Uri = uri, Token = token }, TimeProvider.System, _log);

    private void AssertSecret(WebSocketSource source, string told)
    {
        Assert.DoesNotContain("secret", string.Join('\n', [.. _log.All, told, source.Identity.Name]), StringComparison.Ordinal);
        Assert.DoesNotContain("?", source.Identity.Name, StringComparison.Ordinal);
    }
}
