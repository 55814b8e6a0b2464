namespace DualTwin.Sources.WebSocket;

/// <summary>
/// Where the token of a WebSocket server is kept. It is read at each connect, so that a renewed one counts from the next connect on,
/// and stands in no log, message or status.
/// </summary>
public sealed record WebSocketToken
{
    // Servers take a few kilobytes of headers; what is longer is a wrong file.
    private const int MaxLength = 4096;

    /// <summary>A file that holds the token and nothing else; blanks and line ends around it do not count.</summary>
    public string? File { get; init; }

    /// <summary>An environment variable that holds the token. Either this or <see cref="File"/>.</summary>
    public string? EnvironmentVariable { get; init; }

    /// <summary>How the server wants the token. The default is the header.</summary>
    public WebSocketTokenPlace Place { get; init; } = WebSocketTokenPlace.Header;

    /// <summary>Reads the token.</summary>
    /// <exception cref="SourceException">There is none, or it is none that can be sent; the message names the place, not the token.</exception>
    internal async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        var (place, text) = File is { } file
            ? ($"The token file '{file}'", await ReadFileAsync(file, cancellationToken))
            : ($"The environment variable {EnvironmentVariable}", Environment.GetEnvironmentVariable(EnvironmentVariable!));
        var token = text?.Trim();
        if (string.IsNullOrEmpty(token))
        {
            throw new SourceException($"{place} holds no token.");
        }

        return token.Length <= MaxLength && token.All(character => character is > ' ' and <= '~')
            ? token
            : throw new SourceException(
                $"{place} holds something else than a token: expected one line of at most {MaxLength} printable ASCII characters without blanks.");
    }

    private static async Task<string> ReadFileAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await System.IO.File.ReadAllTextAsync(file, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new SourceException($"The token file '{file}' cannot be read: {problem.Message}", problem);
        }
    }
}
