using DualTwin.Server.Configuration;
using DualTwin.Server.Configuration.Loading;
using DualTwin.Server.Sessions;
using DualTwin.Server.Sourcing;
using DualTwin.Sources;
using DualTwin.Sources.Supervision;
using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Reloading;

/// <summary>
/// Watches the configuration file and applies what can change while the program runs: sources, thresholds, intervals, our car. A
/// file that is wrong changes nothing; all that is wrong with it is logged.
/// </summary>
public sealed partial class ConfigReloader(
    WatchedConfig watched,
    ConfigFeed feed,
    SourceSupervisor supervisor,
    SourceSlots slots,
    SessionHost session,
    TimeProvider time,
    ILogger<ConfigReloader> logger) : BackgroundService
{
    /// <summary>How often the file is looked at. Looking is portable where change notices are not: network drives, replaced files.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly string[] Intervals =
        ["telemetry.update_interval_seconds", "telemetry.processing_timeout_ms", "state_management.persistence_interval_seconds"];

    // They change how sources are judged, not which there are: a source that was turned to by hand stays.
    private static readonly string[] Limits =
    [
        "telemetry.max_failures_before_fallback", "telemetry.max_backoff_seconds", "telemetry.return_after_seconds",
        "telemetry.broadcast_delay_seconds", "telemetry.live_source.max_reconnect_attempts", "telemetry.live_source.reconnect_delay",
    ];

    private Dictionary<string, string> _values = Texts(watched.First);
    private (DateTime WrittenAt, long Length)? _stamp = Stamp(watched.File);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var stamp = Stamp(watched.File);
            if (stamp is not null && stamp != _stamp)
            {
                if (!await ReloadAsync(stamp.Value, stoppingToken))
                {
                    continue;
                }
            }

            _stamp = stamp ?? _stamp;
        }
    }

    // While an editor replaces the file it is away for a moment; that is no change.
    private static (DateTime WrittenAt, long Length)? Stamp(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : null;
    }

    private static Dictionary<string, string> Texts(ConfigLoadResult result) =>
        result.Values.ToDictionary(v => v.Path, v => v.Value, StringComparer.Ordinal);

    // False where the file was changed or taken away while it was read: it is read again.
    private async Task<bool> ReloadAsync((DateTime WrittenAt, long Length) stamp, CancellationToken cancellationToken)
    {
        var result = watched.Load();
        if (Stamp(watched.File) != stamp)
        {
            return false;
        }

        if (!result.IsValid)
        {
            LogRefused(logger, watched.File, string.Join("; ", result.Errors));
            return true;
        }

        var values = Texts(result);
        var changed = values.Where(v => _values.GetValueOrDefault(v.Key) != v.Value).Select(v => v.Key).ToList();
        if (changed.Count > 0 && await ApplyAsync(result.Config, changed, cancellationToken))
        {
            _values = values;
        }

        return true;
    }

    // False where the sources cannot be made: then nothing of the file counts.
    private async Task<bool> ApplyAsync(SystemConfig config, List<string> changed, CancellationToken cancellationToken)
    {
        if (changed.Exists(IsOfSources) && !UseSources(config))
        {
            return false;
        }

        feed.Replace(config);
        supervisor.Use(SourceSlots.Options(config.Telemetry));
        if (changed.Contains("car.our_car_id") && config.Car.OurCarId is { } ours)
        {
            await SelectAsync(ours, cancellationToken);
        }

        LogApplied(logger, string.Join(", ", changed));
        var later = changed.Where(key => !IsOfSources(key) && !Intervals.Contains(key) && !Limits.Contains(key) && key != "car.our_car_id").ToList();
        if (later.Count > 0)
        {
            LogLater(logger, string.Join(", ", later));
        }

        return true;
    }

    private async Task SelectAsync(string ours, CancellationToken cancellationToken)
    {
        try
        {
            if (!await session.SelectOurCarAsync(ours, cancellationToken))
            {
                LogNoSuchCar(logger, ours);
            }
        }
        catch (CommandRefusedException e)
        {
            LogRefused(logger, watched.File, e.Message);
        }
    }

    private bool UseSources(SystemConfig config)
    {
        try
        {
            var plan = slots.Plan(config.Telemetry);
            supervisor.Use(plan.Slots, plan.Options);
            return true;
        }
        catch (SourceException e)
        {
            LogRefused(logger, watched.File, e.Message);
            return false;
        }
    }

    private static bool IsOfSources(string key) =>
        key.StartsWith("telemetry.", StringComparison.Ordinal) && !Intervals.Contains(key) && !Limits.Contains(key) && key != "telemetry.output_file";

    [LoggerMessage(221, LogLevel.Information, "The configuration has changed: {Keys}")]
    private static partial void LogApplied(ILogger logger, string keys);

    [LoggerMessage(224, LogLevel.Warning, "car.our_car_id is {CarId}, and no such car takes part; ours stays")]
    private static partial void LogNoSuchCar(ILogger logger, string carId);

    [LoggerMessage(222, LogLevel.Warning, "Takes effect at the next start: {Keys}")]
    private static partial void LogLater(ILogger logger, string keys);

    [LoggerMessage(223, LogLevel.Error, "{File} was changed and is wrong; the configuration before stays: {Errors}")]
    private static partial void LogRefused(ILogger logger, string file, string errors);
}
