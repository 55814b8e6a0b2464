using DualTwin.Server.Configuration;
using DualTwin.Server.Replaying;
using DualTwin.Server.Sourcing.Kinds;
using DualTwin.Session;
using DualTwin.Sources;
using DualTwin.Sources.Recording;
using DualTwin.Sources.Simulator;
using DualTwin.Sources.Supervision;
using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Sourcing;

/// <summary>Makes the supervisor's slots from the configuration, whose options the configuration's loader has checked.</summary>
public sealed class SourceSlots
{
    private readonly SourceTools _tools;

    /// <param name="time">The sources' clock.</param>
    /// <param name="loggers">Makes their loggers.</param>
    /// <param name="desk">Steers replays.</param>
    /// <param name="recorder">Takes the messages of live sources; null where nothing is recorded.</param>
    public SourceSlots(TimeProvider time, ILoggerFactory loggers, ReplayDesk desk, IMessageRecorder? recorder = null) =>
        _tools = new SourceTools(time, loggers, new OriginTaps(recorder), desk);

    /// <summary>The slots of <paramref name="source"/>: one, or one for each endpoint of a list that is tried in order.</summary>
    /// <exception cref="SourceException">Its options cannot go together; the message says which.</exception>
    public IEnumerable<SourceSlot> Of(SourceConfig source, TelemetryConfig telemetry) =>
        source.Type.Slots(new SourceSetup(source, telemetry, _tools));

    /// <summary>
    /// The plan for <paramref name="telemetry"/>: its sources in order. A simulator behind a live source is no slot of its own: it
    /// is what stands in.
    /// </summary>
    /// <exception cref="SourceException">A source cannot be made; the message says why.</exception>
    public SourcePlan Plan(TelemetryConfig telemetry)
    {
        var sources = telemetry.EffectiveSources;
        var live = sources.Any(s => s.Type.IsLive);
        return new SourcePlan
        {
            StandIn = StandIn,
            Slots = [.. sources.Where(s => !live || s.Type != SourceKinds.Simulator).SelectMany(s => Of(s, telemetry))],
            Options = Options(telemetry),
        };
    }

    /// <summary>How long <paramref name="source"/>, or the configured one, may take to deliver when it is asked for.</summary>
    public static TimeSpan ConnectTimeout(SourceConfig? source, TelemetryConfig telemetry) =>
        new LiveOptions(source ?? telemetry.LiveSources[0], telemetry).Timeout;

    /// <summary>Limits and delays of the supervisor.</summary>
    public static SupervisorOptions Options(TelemetryConfig telemetry) => new()
    {
        MaxFailures = telemetry.MaxFailuresBeforeFallback,
        UpdateInterval = TimeSpan.FromSeconds(telemetry.UpdateIntervalSeconds),
        MaxReconnectAttempts = telemetry.LiveSource.MaxReconnectAttempts,
        ReconnectDelay = TimeSpan.FromSeconds(telemetry.LiveSource.ReconnectDelaySeconds),
        MaxBackoff = TimeSpan.FromSeconds(telemetry.MaxBackoffSeconds),
        ReturnAfter = TimeSpan.FromSeconds(telemetry.ReturnAfterSeconds),
    };

    private StandInSource StandIn(View view, TimeSpan silence) =>
        new(view.Measured, view.MeasuredTwins.Belief, new StandInOptions(), silence, _tools.Time);
}
