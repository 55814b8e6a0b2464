using DualTwin.Sources.Tests.Json;
using DualTwin.Sources.WebSocket;
using Microsoft.Extensions.Logging.Abstractions;

namespace DualTwin.Sources.Tests.WebSocket;

public sealed class WebSocketCertificateTests : IDisposable
{
    private readonly PrivateAuthority _authority = new();

    [Fact]
    public async Task Read_CertificateOfPrivateAuthority_IsTrusted()
    {
        using var certificate = _authority.Issue("localhost");
        await using var server = await ServerAsync(certificate);

        Assert.Single(await Source(server.Uri, _authority.CaFile).FramesAsync(1));
    }

    [Fact]
    public async Task Read_UnknownAuthority_SaysWhereItWouldGo()
    {
        using var certificate = _authority.Issue("localhost");
        await using var server = await ServerAsync(certificate);

        var cause = await Source(server.Uri, caFile: null).CauseAsync();

        Assert.Contains("its authority (CN=DualTwin test authority) is not trusted by this system", cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_AnotherPrivateAuthority_IsRefused()
    {
        using var certificate = _authority.Issue("localhost");
        using var other = new PrivateAuthority();
        await using var server = await ServerAsync(certificate);

        var cause = await Source(server.Uri, other.CaFile).CauseAsync();

        Assert.StartsWith($"The certificate of {server.Uri} is refused", cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_CertificateOfAnotherHost_NamesBoth()
    {
        using var certificate = _authority.Issue("pitwall.example");
        await using var server = await ServerAsync(certificate);

        var cause = await Source(server.Uri, _authority.CaFile).CauseAsync();

        Assert.Contains("it is for pitwall.example, not for localhost", cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_ExpiredCertificate_SaysWhenItWasValid()
    {
        using var certificate = _authority.Issue("localhost", fromDay: -20, toDay: -10);
        await using var server = await ServerAsync(certificate);

        var cause = await Source(server.Uri, _authority.CaFile).CauseAsync();

        Assert.Matches("it is valid from .* to .*, which is not now", cause);
    }

    [Fact]
    public async Task Read_SecureAddressOfPlainServer_SaysTls()
    {
        await using var server = await WebSocketServer.SendingAsync(Snapshot.Text(0));

        var cause = await Source(new Uri($"wss://localhost:{server.Port}/"), _authority.CaFile).CauseAsync();

        Assert.Contains("perhaps the server speaks ws, not wss", cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_BadCaFile_NamesIt(bool exists)
    {
        var file = Path.GetTempFileName();
        if (!exists)
        {
            File.Delete(file);
        }

        var cause = await Source(new Uri("wss://localhost:1/"), file).CauseAsync();

        File.Delete(file);
        Assert.StartsWith($"The file of certificate authorities '{file}'", cause, StringComparison.Ordinal);
    }

    public void Dispose() => _authority.Dispose();

    private static Task<WebSocketServer> ServerAsync(System.Security.Cryptography.X509Certificates.X509Certificate2 certificate) =>
        WebSocketServer.TalkingAsync(socket => WebSocketServer.SendAsync(socket, Snapshot.Text(0)), certificate);

    private static WebSocketSource Source(Uri uri, string? caFile) => new(
        new WebSocketSourceOptions { Uri = uri, CaFile = caFile }, TimeProvider.System, NullLogger<WebSocketSource>.Instance);
}
