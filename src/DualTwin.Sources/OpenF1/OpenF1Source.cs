using System.Runtime.CompilerServices;
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
    /// <summary>Messages that may wait for the reader; when there are more, the stream is read no further.</summary>
    private const int Capacity = 4096;

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
    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var items = Channel.CreateBounded<OpenF1Item>(new BoundedChannelOptions(Capacity)
        {
            FullMode = BoundedChannelFullMode.Wait,
            SingleReader = true,
            SingleWriter = false,
            AllowSynchronousContinuations = false,
        });
        _intake.CountIn(Counters);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var life = new OpenF1Life(
            _service, _intake, Counters, items.Writer, notices => Volatile.Write(ref _notices, notices), _time, _logger, stop.Token);
        Volatile.Write(ref _life, life);
        items.Writer.TryWrite(OpenF1Item.Tick);
        await using var timer = _time.CreateTimer(_ => items.Writer.TryWrite(OpenF1Item.Tick), null, TickInterval, TickInterval);
        try
        {
            var frames = new List<Frame>();
            while (true)
            {
                var item = await items.Reader.ReadAsync(cancellationToken);
                life.Take(item, frames);
                foreach (var frame in frames)
                {
                    Counters.CountFrame();
                    yield return frame;
                }

                frames.Clear();
                Interlocked.Add(ref _ticksDone, item.Kind == OpenF1Item.Kinds.Tick ? 1 : 0);
            }
        }
        finally
        {
            items.Writer.TryComplete();
            await stop.CancelAsync();
            await life.DisposeAsync();
        }
    }
}
