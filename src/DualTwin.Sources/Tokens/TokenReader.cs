namespace DualTwin.Sources.Tokens;

/// <summary>Reads a token from where the user keeps it. Its text stands in no log, message or status.</summary>
internal static class TokenReader
{
    // Servers take a few kilobytes of headers; what is longer is a wrong file.
    private const int MaxLength = 4096;

    /// <summary>The token in <paramref name="file"/>, or where that is null in the environment variable <paramref name="variable"/>.</summary>
    /// <exception cref="SourceException">There is none, or it is none that can be sent; the message names the place, not the token.</exception>
    public static async Task<string> ReadAsync(string? file, string? variable, CancellationToken cancellationToken)
    {
        var (place, text) = file is not null
            ? ($"The token file '{file}'", await ReadFileAsync(file, cancellationToken))
            : ($"The environment variable {variable}", Environment.GetEnvironmentVariable(variable!));
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
            return await File.ReadAllTextAsync(file, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new SourceException($"The token file '{file}' cannot be read: {problem.Message}", problem);
        }
    }
}
