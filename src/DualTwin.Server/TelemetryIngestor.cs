using DualTwin.Server.Configuration;
using DualTwin.Server.Replaying;
using DualTwin.Server.Sessions;
using DualTwin.Server.Sourcing;
using DualTwin.Server.Sourcing.Kinds;
using DualTwin.Sources.Supervision;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DualTwin.Server;

/// <summary>
/// Takes telemetry in and keeps the twins, in code and without a server: the sources that the configuration names, supervised, feed
/// one session whose views are read from <see cref="Feed"/>.
/// </summary>
public sealed class TelemetryIngestor : IAsyncDisposable
{
    private readonly SourceSupervisor _supervisor;
    private readonly SessionHost _session;
    private readonly SourceControl _control;
    private readonly ReplayDesk _desk;
    private readonly SourceCatalogue _catalogue;

    /// <summary>An ingestor that has not started.</summary>
    /// <param name="config">What is set from outside; null takes the defaults (the simulator).</param>
    /// <param name="time">The clock; null takes the system's.</param>
    /// <param name="loggers">Makes the loggers; null logs to nowhere.</param>
    /// <param name="sources">The kinds of source; null takes DualTwin's own.</param>
    /// <exception cref="Sources.SourceException">A configured source cannot be made; the message says why.</exception>
    public TelemetryIngestor(
        SystemConfig? config = null, TimeProvider? time = null, ILoggerFactory? loggers = null, SourceCatalogue? sources = null)
    {
        _catalogue = sources ?? SourceKinds.All;
        var settings = config ?? SystemConfig.Default;
        var clock = time ?? TimeProvider.System;
        var log = loggers ?? NullLoggerFactory.Instance;
        var feed = new ConfigFeed(settings);
        _desk = new ReplayDesk(clock, feed);
        var slots = new SourceSlots(clock, log, _desk);
        _supervisor = Supervision.Create(slots.Plan(settings.Telemetry), () => _session!, clock, log.CreateLogger<SourceSupervisor>());
        _session = new SessionHost(_supervisor, feed, restored: null, _desk, clock, log.CreateLogger<SessionHost>());
        _control = new SourceControl(_supervisor, _session, slots, feed);
    }

    /// <summary>The views: the newest one, and a way to wait for the next.</summary>
    public ViewFeed Feed => _session.Feed;

    /// <summary>Starts to take telemetry in.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default) => _session.StartAsync(cancellationToken);

    /// <summary>Ends the sources; the last view stays.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => _session.StopAsync(cancellationToken);

    /// <summary>
    /// Turns to a live source and waits until it delivers: true once it does, false where it does not in time, and then the source
    /// before stays.
    /// </summary>
    /// <param name="sourceType">The name of a live kind, such as <c>websocket</c>.</param>
    /// <param name="options">Where it is; null takes what is configured.</param>
    /// <param name="ct">Gives up waiting; the switch itself may still happen.</param>
    /// <exception cref="ArgumentException"><paramref name="sourceType"/> is no live source.</exception>
    /// <exception cref="Sources.SourceException">The options cannot be used; the message says why.</exception>
    public async Task<bool> SwitchToLiveModeAsync(string sourceType, LiveSourceOptions? options = null, CancellationToken ct = default)
    {
        var source = (options ?? new LiveSourceOptions()).ToSource(sourceType, _catalogue);
        return (await _control.SwitchToLiveAsync(source, ct)).Delivering;
    }

    /// <summary>Turns to the simulator, whose race is then the session.</summary>
    /// <param name="ct">Gives up waiting; the switch itself may still happen.</param>
    public Task SwitchToSimulatorModeAsync(CancellationToken ct = default) => _control.SwitchToSimulatorAsync(ct);

    /// <summary>What the sources do now.</summary>
    public DataSourceStatus GetDataSourceStatus()
    {
        var report = _control.Report();
        return new DataSourceStatus
        {
            Mode = report.Mode,
            LiveSourceType = report.Source,
            Connected = report.Connected,
            DataFailures = report.DataFailures,
            MaxFailuresBeforeFallback = report.MaxFailuresBeforeFallback,
            TotalUpdates = report.TotalUpdates,
            ValidationFailures = report.ValidationFailures,
            Reason = report.Reason,
        };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _session.StopAsync(CancellationToken.None);
        _session.Dispose();
        await _supervisor.DisposeAsync();
        _desk.Dispose();
    }
}
