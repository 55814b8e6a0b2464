using System.Net;

namespace DualTwin.Sending;

/// <summary>Where the WebSocket server listens, and who may come in.</summary>
/// <param name="Host">The address; null for localhost.</param>
/// <param name="Port">The port; 0 takes any free one.</param>
/// <param name="CertificateFile">PEM or PKCS #12 file that makes it <c>wss</c>; null: plain <c>ws</c>.</param>
/// <param name="TokenFile">File with the token that receivers must show; null: everybody on this machine may come in.</param>
internal sealed record WebSocketAddress(IPAddress? Host, int Port, string? CertificateFile, string? TokenFile)
{
    /// <summary>True where only this machine can connect.</summary>
    public bool IsLoopback => Host is null || IPAddress.IsLoopback(Host);
}
