using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Sourcing;

/// <summary>Logs a line now and then that says what the sources do and how fast the session keeps up.</summary>
public sealed partial class SourceStatusLine(SourceControl control, TimeProvider time, ILogger<SourceStatusLine> logger) : BackgroundService
{
    /// <summary>Time between two lines.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var report = control.Report();
            LogStatus(
                logger,
                report.Mode ?? "no data",
                report.Name ?? report.Source ?? "none",
                report.DataAgeSeconds is { } age ? FormattableString.Invariant($"{age:F1} s old") : "none yet",
                report.TotalUpdates,
                report.ValidationFailures,
                report.LatencyMs.P50,
                report.LatencyMs.P99,
                report.Reason ?? "well");
        }
    }

    [LoggerMessage(210, LogLevel.Information,
        "Source {Mode} {Name}: live data {Age}, {Updates} updates, {Refused} values refused, update p50 {P50Ms:F2} ms, p99 {P99Ms:F2} ms; {Reason}")]
    private static partial void LogStatus(
        ILogger logger, string mode, string name, string age, long updates, long refused, double? p50Ms, double? p99Ms, string reason);
}
