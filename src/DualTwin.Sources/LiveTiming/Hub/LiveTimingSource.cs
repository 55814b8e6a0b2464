using System.Threading.Channels;
using DualTwin.Telemetry.Frames;
using Microsoft.Extensions.Logging;

namespace DualTwin.Sources.LiveTiming.Hub;

/// <summary>
/// The official live timing, from its SignalR hub: a snapshot of all topics, then what changes. One reading is one life of the feed:
/// before the server cuts a connection the next one is made and takes over without a gap; reading throws when none is left.
/// </summary>
public sealed class LiveTimingSource : ITelemetrySource
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(1);

    private readonly LiveTimingSourceOptions _options;
    private readonly LiveTimingIntake _intake;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private IReadOnlyList<string> _notices = [];
    private FeedLife? _life;
    private long _ticksDone;

    /// <param name="options">Which hub, and within which limits.</param>
    /// <param name="intake">What is known of the feed so far. Sources that are read one after the other can share one.</param>
    /// <param name="time">The clock of arrival, limits and expiry.</param>
    /// <param name="logger">Takes connections, losses, and what the user should know.</param>
    /// <exception cref="SourceException">An option is wrong; the message names all that are.</exception>
    public LiveTimingSource(LiveTimingSourceOptions options, LiveTimingIntake intake, TimeProvider time, ILogger<LiveTimingSource> logger)
    {
        var problems = options.Problems();
        if (problems.Count > 0)
        {
            throw new SourceException($"The live timing source cannot run: {string.Join(' ', problems)}");
        }

        (_options, _intake, _time, _logger) = (options, intake, time, logger);
        Identity = IdentityOf(options);
    }

    /// <inheritdoc/>
    public SourceIdentity Identity { get; }

    /// <inheritdoc/>
    public SourceCounters Counters { get; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<string> Notices => Volatile.Read(ref _notices);

    /// <summary>Ticks of the clock that were looked at: what a test waits for after it has moved the clock.</summary>
    internal long TicksDone => Interlocked.Read(ref _ticksDone);

    /// <summary>Whether a connection is being made beside the one that counts.</summary>
    internal bool Connecting => Volatile.Read(ref _life)?.Connecting == true;

    /// <summary>Who makes the frames of a source with these options.</summary>
    public static SourceIdentity IdentityOf(LiveTimingSourceOptions options) =>
        new("livetiming", options.Hub.IsAbsoluteUri ? options.Hub.Authority : options.Hub.OriginalString, SourceMode.Live);

    /// <inheritdoc/>
    public IAsyncEnumerable<Frame> ReadAsync(CancellationToken cancellationToken)
    {
        _intake.CountIn(Counters);
        return FeedReading<HubItem>.ReadAsync(Begin, TickInterval, Counters, () => Interlocked.Increment(ref _ticksDone), _time, cancellationToken);
    }

    private FeedLife Begin(ChannelWriter<HubItem> items, CancellationToken ended)
    {
        var life = new FeedLife(_options, _intake, items, notices => Volatile.Write(ref _notices, notices), _time, _logger, ended);
        Volatile.Write(ref _life, life);
        return life;
    }
}
