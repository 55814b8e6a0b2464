using DualTwin.Sources;
using DualTwin.Sources.LiveTiming;
using DualTwin.Sources.LiveTiming.Hub;
using DualTwin.Sources.Recording;
using DualTwin.Sources.Supervision;
using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Sourcing.Kinds;

/// <summary><c>livetiming</c>: the championship's official live timing.</summary>
internal sealed class LiveTimingKind : SourceKind
{
    /// <summary>Environment variable that holds an F1TV token where no option names another place.</summary>
    public const string TokenVariable = "DUALTWIN_F1TV_TOKEN";

    // The feed's heartbeat: the longest time between two messages of a feed that is well.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public override string Name => "livetiming";

    public override IReadOnlyList<SourceOption> Options { get; } =
    [
        .. SourceOption.Patience,
        SourceOption.Text("url", "an address that starts with https:// or http://", IsHttp),
        SourceOption.OwnersFile("token_file"),
        SourceOption.OwnersVariable("token_env"),
    ];

    public override IEnumerable<SourceSlot> Slots(SourceSetup setup)
    {
        var options = HubOptions(setup);
        if (options.Problems() is { Count: > 0 } problems)
        {
            throw new SourceException(string.Join(' ', problems));
        }

        // One memory for all connections: what was known before a cut makes sense of what comes after it.
        var identity = LiveTimingSource.IdentityOf(options);
        var intake = new LiveTimingIntake(identity, new SourceCounters()) { Tap = setup.Tap(IntakeNames.LiveTiming, identity) };
        var slot = setup.LiveSlot(
            options.Hub.Authority, options.ToString(), () => new LiveTimingSource(options, intake, setup.Time, setup.Loggers.CreateLogger<LiveTimingSource>()));
        return
        [
            slot with
            {
                Stall = setup.Live.FixedStall ?? new StallRule(options.HeartbeatLimit),
                UpdateInterval = Heartbeat,
                ConnectTimeout = options.ConnectTimeout,
            },
        ];
    }

    private static LiveTimingSourceOptions HubOptions(SourceSetup setup)
    {
        var standard = new LiveTimingSourceOptions();
        var url = setup.Text("url");
        var options = standard with
        {
            Hub = url is null ? standard.Hub : new Uri(url, UriKind.RelativeOrAbsolute),
            ConnectTimeout = setup.Number("timeout") is { } seconds ? TimeSpan.FromSeconds(seconds) : standard.ConnectTimeout,
        };

        // Nobody's token goes to an address that a request names.
        return setup.Source.FromRequest && url is not null ? options : WithToken(options, setup);
    }

    private static LiveTimingSourceOptions WithToken(LiveTimingSourceOptions options, SourceSetup setup)
    {
        var file = setup.Text("token_file");
        var common = string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(TokenVariable)) ? null : TokenVariable;
        return options with { TokenFile = file, TokenVariable = file is null ? setup.Text("token_env") ?? common : null };
    }

    private static bool IsHttp(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri.UserInfo.Length == 0;
}
