using System.Globalization;
using DualTwin.Server.Configuration;
using DualTwin.Sources;
using DualTwin.Sources.LiveTiming;
using DualTwin.Sources.LiveTiming.Hub;
using DualTwin.Sources.Recording;
using DualTwin.Sources.Supervision;
using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Sourcing;

/// <summary>Makes the slots of the championship's own feeds.</summary>
internal sealed class FeedSlots(TimeProvider time, ILoggerFactory loggers, OriginTaps taps)
{
    /// <summary>Environment variable that holds an F1TV token where no option names another place.</summary>
    public const string TokenVariable = "DUALTWIN_F1TV_TOKEN";

    // The feed's heartbeat: the longest time between two messages of a feed that is well.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public SourceSlot LiveTiming(SourceConfig source, TelemetryConfig telemetry)
    {
        var options = Options(source);
        if (options.Problems() is { Count: > 0 } problems)
        {
            throw new SourceException(string.Join(' ', problems));
        }

        var live = new LiveOptions(source, telemetry);
        // One memory for all connections: what was known before a cut makes sense of what comes after it.
        var identity = LiveTimingSource.IdentityOf(options);
        var intake = new LiveTimingIntake(identity, new SourceCounters()) { Tap = taps.Next(IntakeNames.LiveTiming, identity) };
        return new SourceSlot
        {
            Name = $"livetiming {options.Hub.Authority}",
            Type = "livetiming",
            Create = () => new LiveTimingSource(options, intake, time, loggers.CreateLogger<LiveTimingSource>()),
            Settings = options.ToString(),
            Stall = live.FixedStall ?? new StallRule(options.HeartbeatLimit),
            UpdateInterval = Heartbeat,
            ConnectTimeout = options.ConnectTimeout,
            MaxReconnectAttempts = live.MaxReconnectAttempts,
            ReconnectDelay = live.ReconnectDelay,
        };
    }

    private static LiveTimingSourceOptions Options(SourceConfig source)
    {
        var standard = new LiveTimingSourceOptions();
        var url = source.Options.GetValueOrDefault("url");
        var options = standard with
        {
            Hub = url is null ? standard.Hub : new Uri(url, UriKind.RelativeOrAbsolute),
            ConnectTimeout = source.Options.TryGetValue("timeout", out var seconds)
                ? TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture))
                : standard.ConnectTimeout,
        };

        // Nobody's token goes to an address that a request names.
        return source.FromRequest && url is not null ? options : WithToken(options, source);
    }

    private static LiveTimingSourceOptions WithToken(LiveTimingSourceOptions options, SourceConfig source)
    {
        var file = source.Options.GetValueOrDefault("token_file");
        var variable = source.Options.GetValueOrDefault("token_env");
        var common = string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(TokenVariable)) ? null : TokenVariable;
        return options with { TokenFile = file, TokenVariable = file is null ? variable ?? common : null };
    }
}
