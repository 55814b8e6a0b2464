namespace DualTwin.Sources.LiveTiming.Hub;

/// <summary>Options of <see cref="LiveTimingSource"/>.</summary>
public sealed record LiveTimingSourceOptions
{
    /// <summary>Default of <see cref="Hub"/>: the official feed.</summary>
    public const string DefaultHub = "https://livetiming.formula1.com/signalrcore";

    /// <summary>The hub, <c>http</c> or <c>https</c>.</summary>
    public Uri Hub { get; init; } = new(DefaultHub);

    /// <summary>File that holds an F1TV token; null: none.</summary>
    public string? TokenFile { get; init; }

    /// <summary>Environment variable that holds an F1TV token, where no file does; null: none.</summary>
    public string? TokenVariable { get; init; }

    /// <summary>Longest time that connecting and subscribing may take.</summary>
    /// <value>The default is 15 seconds.</value>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Age of a connection at which the next one is made: the server cuts it after two hours.</summary>
    /// <value>The default is 1 hour 55 minutes.</value>
    public TimeSpan RenewAfter { get; init; } = TimeSpan.FromMinutes(115);

    /// <summary>How long the old connection is kept once the next one has told all.</summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Silence of the feed's heartbeat, which beats every 15 seconds, after which the connection is given up.</summary>
    /// <value>The default is 45 seconds.</value>
    public TimeSpan HeartbeatLimit { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>All that is wrong with the options, a sentence each.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        Check(
            Hub.IsAbsoluteUri && (Hub.Scheme == Uri.UriSchemeHttp || Hub.Scheme == Uri.UriSchemeHttps) && Hub.UserInfo.Length == 0,
            nameof(Hub), Hub, "an address that begins with https:// or http:// and holds no user name");
        Check(ConnectTimeout.TotalSeconds is >= 0.1 and <= 600, nameof(ConnectTimeout), ConnectTimeout, "0.1 s to 10 min");
        Check(RenewAfter.TotalSeconds is >= 60 and <= 86_400, nameof(RenewAfter), RenewAfter, "1 min to 1 day");
        Check(Overlap.TotalSeconds is >= 0 and <= 600, nameof(Overlap), Overlap, "0 to 10 min");
        Check(HeartbeatLimit.TotalSeconds is >= 1 and <= 3600, nameof(HeartbeatLimit), HeartbeatLimit, "1 s to 1 h");
        return problems;

        void Check(bool right, string option, object? value, string expected)
        {
            if (!right)
            {
                problems.Add($"{option} is {value}; expected {expected}.");
            }
        }
    }
}
