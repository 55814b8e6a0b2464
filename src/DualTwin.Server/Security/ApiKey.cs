using System.Security.Cryptography;
using System.Text;
using DualTwin.Server.Hosting;

namespace DualTwin.Server.Security;

/// <summary>The key that requests must carry. Only its digest is kept.</summary>
public sealed class ApiKey
{
    /// <summary>A shorter key could be guessed.</summary>
    public const int LeastLength = 16;

    private readonly byte[] _digest;

    private ApiKey(string key) => _digest = Digest(key);

    /// <summary>Reads the first line of <paramref name="path"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="setting">What names the file, for messages.</param>
    /// <exception cref="ServerStartException">The file cannot be read or holds no good key.</exception>
    public static ApiKey Load(string path, string setting = "api.api_key_file")
    {
        string? line;
        try
        {
            line = File.ReadLines(path).FirstOrDefault()?.Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ServerStartException($"{setting} '{path}' cannot be read: {e.Message}", e);
        }

        return line is { Length: >= LeastLength }
            ? new ApiKey(line)
            : throw new ServerStartException($"{setting} '{path}': the first line must be a key of {LeastLength} characters or more.");
    }

    /// <summary>Whether <paramref name="candidate"/> is the key. Takes the same time wherever the two differ, whatever their lengths.</summary>
    public bool Matches(string candidate) => CryptographicOperations.FixedTimeEquals(_digest, Digest(candidate));

    private static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
