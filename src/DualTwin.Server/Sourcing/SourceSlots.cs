using System.Globalization;
using DualTwin.Server.Configuration;
using DualTwin.Server.Replaying;
using DualTwin.Session;
using DualTwin.Sources;
using DualTwin.Sources.Recording;
using DualTwin.Sources.Replay;
using DualTwin.Sources.Simulator;
using DualTwin.Sources.Supervision;
using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Sourcing;

/// <summary>
/// Makes the supervisor's slots from the configuration, whose options the configuration's loader has checked. A new kind of source
/// is registered here and nowhere else.
/// </summary>
public sealed class SourceSlots
{
    private readonly LiveSlots _live;
    private readonly FeedSlots _feeds;
    private readonly TimeProvider _time;
    private readonly ReplayDesk _desk;

    /// <param name="time">The sources' clock.</param>
    /// <param name="loggers">Makes their loggers.</param>
    /// <param name="desk">Steers replays.</param>
    /// <param name="recorder">Takes the messages of live sources; null where nothing is recorded.</param>
    public SourceSlots(TimeProvider time, ILoggerFactory loggers, ReplayDesk desk, IMessageRecorder? recorder = null)
    {
        var taps = new OriginTaps(recorder);
        (_time, _desk) = (time, desk);
        (_live, _feeds) = (new LiveSlots(time, loggers, taps), new FeedSlots(time, loggers, taps));
    }

    /// <summary>Whether this version has a source of <paramref name="type"/>.</summary>
    public static bool Supports(SourceType type) =>
        type is SourceType.Simulator or SourceType.Replay or SourceType.Websocket or SourceType.Udp or SourceType.Livetiming;

    /// <summary>The slots of <paramref name="source"/>: one, or one for each endpoint of a list that is tried in order.</summary>
    /// <exception cref="SourceException">This version has no such source, or its options cannot go together; the message says which.</exception>
    public IEnumerable<SourceSlot> Of(SourceConfig source, TelemetryConfig telemetry) => source.Type switch
    {
        SourceType.Simulator => [Simulator(source)],
        SourceType.Replay => [Replay(source)],
        SourceType.Websocket => _live.WebSockets(new LiveOptions(source, telemetry)),
        SourceType.Udp => [_live.Udp(new LiveOptions(source, telemetry))],
        SourceType.Livetiming => [_feeds.LiveTiming(source, telemetry)],
        _ => throw new SourceException($"This version has no source of the type {source.Type.ToString().ToLowerInvariant()}."),
    };

    /// <summary>
    /// The plan for <paramref name="telemetry"/>: its sources in order. A simulator behind a live source is no slot of its own: it
    /// is what stands in.
    /// </summary>
    /// <exception cref="SourceException">A source cannot be made; the message says why.</exception>
    public SourcePlan Plan(TelemetryConfig telemetry)
    {
        var sources = telemetry.EffectiveSources;
        var live = sources.Any(s => s.Type is not (SourceType.Simulator or SourceType.Replay));
        return new SourcePlan
        {
            StandIn = StandIn,
            Slots = [.. sources.Where(s => !live || s.Type != SourceType.Simulator).SelectMany(s => Of(s, telemetry))],
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
        new(view.Measured, view.MeasuredTwins.Belief, new StandInOptions(), silence, _time);

    private SourceSlot Simulator(SourceConfig source)
    {
        var standard = new SimulatorOptions();
        var options = standard with
        {
            Circuit = source.Options.GetValueOrDefault("circuit", standard.Circuit),
            Cars = Number(source, "cars") ?? standard.Cars,
            Laps = Number(source, "laps"),
            Races = Number(source, "races"),
            Seed = (ulong?)Number(source, "seed") ?? standard.Seed,
            SpeedFactor = Speed(source).Factor,
        };
        return Own("simulator", options.Circuit, options.ToString(), () => new SimulatorSource(options, _time));
    }

    // A recording that is not there: trying again would not bring it, so better to say so at once than to serve nothing.
    private SourceSlot Replay(SourceConfig source)
    {
        var path = source.Options["path"];
        return _desk.Slot(Recordings.Open(path), Speed(source), $"{Path.GetFullPath(path)} {Speed(source)}");
    }

    private static SourceSlot Own(string type, string name, string settings, Func<ITelemetrySource> create) =>
        new() { Name = $"{type} {name}", Type = type, Create = create, Settings = settings, OwnSession = true };

    private static int? Number(SourceConfig source, string option) =>
        source.Options.TryGetValue(option, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static ReplaySpeed Speed(SourceConfig source) =>
        source.Options.TryGetValue("speed", out var text) && ReplaySpeed.TryParse(text, out var speed) ? speed : ReplaySpeed.RealTime;
}
