using DualTwin.Sources;
using DualTwin.Sources.OpenF1;
using DualTwin.Sources.OpenF1.Service;
using DualTwin.Sources.Recording;
using DualTwin.Sources.Supervision;
using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Sourcing.Kinds;

/// <summary><c>openf1</c>: OpenF1, over REST, and over MQTT where an account is set.</summary>
internal sealed class OpenF1Kind : SourceKind
{
    /// <summary>Environment variable that holds the account's password where no option names another place.</summary>
    public const string PasswordVariable = "DUALTWIN_OPENF1_PASSWORD";

    /// <summary>Environment variable that holds an access token where no option names another place.</summary>
    public const string TokenVariable = "DUALTWIN_OPENF1_TOKEN";

    // Weather comes every minute: the longest time between two messages while cars run. Before and after, a request a minute tells life.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(150);

    // All that is known of a race takes ten requests, a few megabytes, and some seconds.
    private static readonly TimeSpan UntilKnown = TimeSpan.FromSeconds(60);

    public override string Name => "openf1";

    public override IReadOnlyList<SourceOption> Options { get; } =
    [
        .. SourceOption.Patience,
        SourceOption.Text("url", "an address that starts with https:// or http://", url => IsAddress(url, "https", "http")),
        SourceOption.Text("stream_url", "an address that starts with mqtts://, mqtt://, wss:// or ws://", url => IsAddress(url, "mqtts", "mqtt", "wss", "ws")),
        SourceOption.Whole("session", 1, int.MaxValue),
        SourceOption.Text("username", "the name of an OpenF1 account") with { OwnersOnly = true },
        SourceOption.OwnersFile("password_file"),
        SourceOption.OwnersVariable("password_env"),
        SourceOption.OwnersFile("token_file"),
        SourceOption.OwnersVariable("token_env"),
        SourceOption.OwnersFile("ca_file"),
        SourceOption.Whole("requests_per_minute", 6, 600, "requests"),
    ];

    public override IEnumerable<SourceSlot> Slots(SourceSetup setup)
    {
        var options = ServiceOptions(setup);
        if (options.Problems() is { Count: > 0 } problems)
        {
            throw new SourceException(string.Join(' ', problems));
        }

        // One service and one memory for all connections: limits and tokens hold beyond one, and so does what was known.
        var identity = OpenF1Source.IdentityOf(options);
        var service = new OpenF1Service(options, setup.Time);
        var intake = new OpenF1Intake(identity, new SourceCounters()) { Tap = setup.Tap(IntakeNames.OpenF1, identity) };
        var slot = setup.LiveSlot(
            options.Api.Authority, options.ToString(), () => new OpenF1Source(service, intake, setup.Time, setup.Loggers.CreateLogger<OpenF1Source>()));
        return
        [
            slot with
            {
                Stall = setup.Live.FixedStall ?? new StallRule(Stall),
                UpdateInterval = Longest,
                ConnectTimeout = options.RequestTimeout > UntilKnown ? options.RequestTimeout : UntilKnown,
            },
        ];
    }

    private static OpenF1SourceOptions ServiceOptions(SourceSetup setup)
    {
        var standard = new OpenF1SourceOptions();
        var (url, stream) = (setup.Text("url"), setup.Text("stream_url"));
        var options = standard with
        {
            Api = url is null ? standard.Api : new Uri(url, UriKind.RelativeOrAbsolute),
            Stream = stream is null ? standard.Stream : new Uri(stream, UriKind.RelativeOrAbsolute),
            Session = setup.Whole("session"),
            CaFile = setup.Text("ca_file"),
            RequestTimeout = setup.Number("timeout") is { } seconds ? TimeSpan.FromSeconds(seconds) : standard.RequestTimeout,
            RequestsPerMinute = setup.Whole("requests_per_minute") ?? standard.RequestsPerMinute,
        };

        // Nobody's secrets go to an address that a request names.
        return setup.Source.FromRequest && (url is not null || stream is not null) ? options : WithAccount(options, setup);
    }

    private static OpenF1SourceOptions WithAccount(OpenF1SourceOptions options, SourceSetup setup)
    {
        var (passwordFile, tokenFile, user) = (setup.Text("password_file"), setup.Text("token_file"), setup.Text("username"));
        if (user is null && (passwordFile is not null || setup.Text("password_env") is not null))
        {
            throw new SourceException("password_file and password_env are of no use without username; expected the name of the OpenF1 account as well.");
        }

        return options with
        {
            UserName = user,
            PasswordFile = passwordFile,
            PasswordVariable = user is null || passwordFile is not null ? null : setup.Text("password_env") ?? WhereSet(PasswordVariable),
            TokenFile = tokenFile,
            TokenVariable = tokenFile is not null ? null : setup.Text("token_env") ?? WhereSet(TokenVariable),
        };
    }

    private static string? WhereSet(string variable) => string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(variable)) ? null : variable;

    private static bool IsAddress(string url, params string[] schemes) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme) && uri.Host.Length > 0 && uri.UserInfo.Length == 0;
}
