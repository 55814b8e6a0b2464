using System.Threading.Channels;
using DualTwin.Sources.OpenF1.Service;
using DualTwin.Telemetry.Frames;
using Microsoft.Extensions.Logging;

namespace DualTwin.Sources.OpenF1;

/// <summary>
/// OpenF1: a session's past over REST, what happens now over MQTT where an account is set, and over REST every few seconds where there is
/// no stream. One reading is one life; it goes on while either way is open, and throws when neither is.
/// </summary>
public sealed class OpenF1Source : ITelemetrySource
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(250);

    private readonly OpenF1Service _service;
    private readonly OpenF1Intake _intake;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private IReadOnlyList<string> _notices = [];
    private OpenF1Life? _life;
    private long _ticksDone;

    /// <param name="service">Where the data is. Sources that are read one after the other share one.</param>
    /// <param name="intake">What is known of the session so far. Sources that are read one after the other can share one.</param>
    /// <param name="time">The clock of arrival, limits and expiry.</param>
    /// <param name="logger">Takes connections, losses, and what the user should know.</param>
    public OpenF1Source(OpenF1Service service, OpenF1Intake intake, TimeProvider time, ILogger<OpenF1Source> logger)
    {
        ArgumentNullException.ThrowIfNull(service);
        (_service, _intake, _time, _logger) = (service, intake, time, logger);
        Identity = IdentityOf(service.Options);
    }

    /// <inheritdoc/>
    public SourceIdentity Identity { get; }

    /// <inheritdoc/>
    public SourceCounters Counters { get; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<string> Notices => Volatile.Read(ref _notices);

    /// <summary>Ticks of the clock that were looked at: what a test waits for after it has moved the clock.</summary>
    internal long TicksDone => Interlocked.Read(ref _ticksDone);

    /// <summary>Whether something is under way that takes no time of the clock's.</summary>
    internal bool Busy => Volatile.Read(ref _life)?.Busy == true;

    /// <summary>Who makes the frames of a source with these options.</summary>
    public static SourceIdentity IdentityOf(OpenF1SourceOptions options) =>
        new("openf1", options.Api.IsAbsoluteUri ? options.Api.Authority : options.Api.OriginalString, SourceMode.Live);

    /// <inheritdoc/>
    public IAsyncEnumerable<Frame> ReadAsync(CancellationToken cancellationToken)
    {
        _intake.CountIn(Counters);
        return FeedReading<OpenF1Item>.ReadAsync(Begin, TickInterval, Counters, () => Interlocked.Increment(ref _ticksDone), _time, cancellationToken);
    }

    private OpenF1Life Begin(ChannelWriter<OpenF1Item> items, CancellationToken ended)
    {
        var life = new OpenF1Life(_service, _intake, Counters, items, notices => Volatile.Write(ref _notices, notices), _time, _logger, ended);
        Volatile.Write(ref _life, life);
        return life;
    }
}
