namespace DualTwin.Sources.WebSocket;

/// <summary>Options of <see cref="WebSocketSource"/>: one endpoint. Checked when a source is made from it.</summary>
public sealed record WebSocketSourceOptions
{
    /// <summary>Default of <see cref="MaxMessageBytes"/>: some fifty times a snapshot of twenty cars.</summary>
    public const int DefaultMaxMessageBytes = 1024 * 1024;

    /// <summary>The endpoint, <c>ws://</c> or <c>wss://</c>. Its query may hold secrets and is never shown.</summary>
    public required Uri Uri { get; init; }

    /// <summary>Longest time from the first packet to the end of the handshake, 10 ms…60 s. The default is 5 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time from the first byte of a message to its last, 10 ms…5 min. The default is 10 s.</summary>
    public TimeSpan MessageTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The token to show to the server; null, the default, for none.</summary>
    public WebSocketToken? Token { get; init; }

    /// <summary>
    /// A PEM file with the certificates of a private authority. With it, only certificates of that authority are trusted; the host
    /// name is checked all the same. Null, the default, trusts what the system trusts. For <c>wss</c> only.
    /// </summary>
    public string? CaFile { get; init; }

    /// <summary>Largest message that is read, bytes, 1,024…67,108,864. Larger ones are refused and skipped. The default is 1,048,576.</summary>
    public int MaxMessageBytes { get; init; } = DefaultMaxMessageBytes;

    /// <summary>Silence after which a ping is sent, 10 ms…10 min; zero for no pings. The default is 15 s.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Time in which the server has to answer a ping, 10 ms…10 min. The default is 10 s.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What is wrong with the options, one sentence each that names the option, its value and what was expected.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        CheckUri(problems);
        CheckToken(problems);
        Check(CaFile is null || !Uri.IsAbsoluteUri || Uri.Scheme == Uri.UriSchemeWss, nameof(CaFile), CaFile, "none for an address that is not wss://");
        Check(ConnectTimeout.TotalSeconds is >= 0.01 and <= 60, nameof(ConnectTimeout), ConnectTimeout, "10 ms to 60 s");
        Check(MessageTimeout.TotalSeconds is >= 0.01 and <= 300, nameof(MessageTimeout), MessageTimeout, "10 ms to 5 min");
        Check(MaxMessageBytes is >= 1024 and <= 64 * 1024 * 1024, nameof(MaxMessageBytes), MaxMessageBytes, "1024 to 67108864");
        Check(
            KeepAliveInterval == TimeSpan.Zero || KeepAliveInterval.TotalSeconds is >= 0.01 and <= 600,
            nameof(KeepAliveInterval), KeepAliveInterval, "10 ms to 10 min, or zero for no pings");
        Check(KeepAliveTimeout.TotalSeconds is >= 0.01 and <= 600, nameof(KeepAliveTimeout), KeepAliveTimeout, "10 ms to 10 min");
        return problems;

        void Check(bool right, string option, object? value, string expected)
        {
            if (!right)
            {
                problems.Add($"{option} is {value}; expected {expected}.");
            }
        }
    }

    private void CheckUri(List<string> problems)
    {
        if (!Uri.IsAbsoluteUri || (Uri.Scheme != Uri.UriSchemeWs && Uri.Scheme != Uri.UriSchemeWss))
        {
            problems.Add($"Uri is {EndpointName.Of(Uri)}; expected an address that begins with ws:// or wss://.");
        }
        else if (Uri.UserInfo.Length > 0 || Uri.Fragment.Length > 0)
        {
            problems.Add($"Uri {EndpointName.Of(Uri)} holds a user name or a #fragment; expected neither. Use the token for secrets.");
        }
    }

    private void CheckToken(List<string> problems)
    {
        if (Token is { } token && string.IsNullOrEmpty(token.File) == string.IsNullOrEmpty(token.EnvironmentVariable))
        {
            problems.Add("Token names both or none of File and EnvironmentVariable; expected one of them.");
        }
    }
}
