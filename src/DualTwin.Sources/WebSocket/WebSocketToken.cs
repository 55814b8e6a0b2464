using DualTwin.Sources.Tokens;

namespace DualTwin.Sources.WebSocket;

/// <summary>
/// Where the token of a WebSocket server is kept. It is read at each connect, so that a renewed one counts from the next connect on,
/// and stands in no log, message or status.
/// </summary>
public sealed record WebSocketToken
{
    /// <summary>A file that holds the token and nothing else; blanks and line ends around it do not count.</summary>
    public string? File { get; init; }

    /// <summary>An environment variable that holds the token. Either this or <see cref="File"/>.</summary>
    public string? EnvironmentVariable { get; init; }

    /// <summary>How the server wants the token. The default is the header.</summary>
    public WebSocketTokenPlace Place { get; init; } = WebSocketTokenPlace.Header;

    /// <summary>Reads the token.</summary>
    /// <exception cref="SourceException">There is none, or it is none that can be sent; the message names the place, not the token.</exception>
    internal Task<string> ReadAsync(CancellationToken cancellationToken) => TokenReader.ReadAsync(File, EnvironmentVariable, cancellationToken);
}
