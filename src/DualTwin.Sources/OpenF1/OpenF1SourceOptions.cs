using System.Globalization;

namespace DualTwin.Sources.OpenF1;

/// <summary>Options of <see cref="OpenF1Source"/>.</summary>
public sealed record OpenF1SourceOptions
{
    /// <summary>Default of <see cref="Api"/>.</summary>
    public const string DefaultApi = "https://api.openf1.org/v1";

    /// <summary>Default of <see cref="Stream"/>.</summary>
    public const string DefaultStream = "mqtts://mqtt.openf1.org:8883";

    /// <summary>The REST API, <c>https</c> or <c>http</c>. Tokens are had from <c>/token</c> on the same host.</summary>
    public Uri Api { get; init; } = new(DefaultApi);

    /// <summary>
    /// The MQTT broker: <c>mqtts</c> or <c>mqtt</c> for MQTT over TCP, <c>wss</c> or <c>ws</c> for MQTT over a WebSocket. It is used where
    /// an account is set.
    /// </summary>
    public Uri Stream { get; init; } = new(DefaultStream);

    /// <summary>OpenF1's number of the session to follow; null: the newest, and the next when it comes.</summary>
    public int? Session { get; init; }

    /// <summary>Name of the OpenF1 account with which tokens are had; null: none.</summary>
    public string? UserName { get; init; }

    /// <summary>File that holds the account's password.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>Environment variable that holds the account's password, where no file does.</summary>
    public string? PasswordVariable { get; init; }

    /// <summary>File that holds an access token, kept fresh by somebody else; counts before an account.</summary>
    public string? TokenFile { get; init; }

    /// <summary>Environment variable that holds an access token, where no file does.</summary>
    public string? TokenVariable { get; init; }

    /// <summary>PEM file of the only authorities to trust; null: those of the system.</summary>
    public string? CaFile { get; init; }

    /// <summary>Longest time that a request, or connecting to the broker, may take.</summary>
    /// <value>The default is 20 seconds.</value>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Most requests a minute, 6 to 600.</summary>
    /// <value>The default is 30.</value>
    public int RequestsPerMinute { get; init; } = 30;

    /// <summary>How long before it expires a token is renewed.</summary>
    /// <value>The default is 5 minutes.</value>
    public TimeSpan RenewAhead { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether there is anything to show that we may have live data.</summary>
    public bool HasAccount => TokenFile is not null || TokenVariable is not null || UserName is not null;

    /// <summary>All that is wrong with the options, a sentence each.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        Check(IsAddress(Api, "https", "http"), nameof(Api), Api, "an address that begins with https:// or http:// and holds no user name");
        Check(IsAddress(Stream, "mqtts", "mqtt", "wss", "ws"), nameof(Stream), Stream, "an address that begins with mqtts://, mqtt://, wss:// or ws:// and holds no user name");
        Check(Session is null or >= 1, nameof(Session), Session, "OpenF1's number of a session, 1 or more");
        Check(RequestTimeout.TotalSeconds is >= 0.1 and <= 600, nameof(RequestTimeout), RequestTimeout, "0.1 s to 10 min");
        Check(RequestsPerMinute is >= 6 and <= 600, nameof(RequestsPerMinute), RequestsPerMinute, "6 to 600");
        Check(RenewAhead.TotalSeconds is >= 10 and <= 3000, nameof(RenewAhead), RenewAhead, "10 s to 50 min");
        Check(
            UserName is null || PasswordFile is not null || PasswordVariable is not null, nameof(UserName), UserName, "a file or an environment variable with its password as well");
        if (HasAccount)
        {
            Check(IsSafe(Api, "https"), nameof(Api), Api, "https://, since an account's secrets do not travel in the open");
            Check(IsSafe(Stream, "mqtts", "wss"), nameof(Stream), Stream, "mqtts:// or wss://, since a token does not travel in the open");
        }

        return problems;

        void Check(bool right, string option, object? value, string expected)
        {
            if (!right)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{option} is {value}; expected {expected}."));
            }
        }
    }

    private static bool IsAddress(Uri uri, params ReadOnlySpan<string> schemes) =>
        uri.IsAbsoluteUri && schemes.Contains(uri.Scheme) && uri.Host.Length > 0 && uri.UserInfo.Length == 0;

    private static bool IsSafe(Uri uri, params ReadOnlySpan<string> schemes) => !uri.IsAbsoluteUri || schemes.Contains(uri.Scheme) || uri.IsLoopback;
}
