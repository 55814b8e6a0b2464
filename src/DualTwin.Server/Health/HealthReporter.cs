using DualTwin.Server.Metrics;
using DualTwin.Server.Persistence;
using DualTwin.Server.Sessions;
using DualTwin.Server.Sourcing;
using DualTwin.Sources.Recording;
using DualTwin.Telemetry.Schema;

namespace DualTwin.Server.Health;

/// <summary>Looks at all parts of the server and says how they are, with reasons.</summary>
public sealed class HealthReporter(SessionHost session, StatePersister persister, RestoredState restored, ConnectionGate gate, TimeProvider time)
{
    /// <summary>How long a fault in the session's updates shows in the health.</summary>
    public static readonly TimeSpan Recently = TimeSpan.FromMinutes(1);

    private static readonly string ProgramVersion = typeof(HealthReporter).Assembly.GetName().Version?.ToString(3) ?? "unknown";

    private readonly long _started = time.GetTimestamp();

    /// <summary>How the server is now.</summary>
    public HealthReport Report(SchemaVersion version)
    {
        var published = session.Feed.Current;
        var components = new Dictionary<string, ComponentHealth>(StringComparer.Ordinal)
        {
            ["source"] = SourceHealth(published),
            ["session"] = SessionHealth(),
            ["storage"] = StorageHealth(),
        };
        if (session.Recording is { } recording)
        {
            components["recording"] = RecordingHealth(recording);
        }

        var ill = components.Values.Where(c => c.Reason is not null).OrderByDescending(c => HealthStatus.Rank(c.Status)).ToList();
        return new HealthReport
        {
            Status = ill.Count == 0 ? HealthStatus.Healthy : ill[0].Status,
            Timestamp = time.GetUtcNow().UtcDateTime,
            Version = ProgramVersion,
            Components = components,
            Performance = Performance(),
            SystemInfo = SystemInfo(published),
            ApiVersioning = new HealthVersioning(SchemaVersions.Supported, SchemaVersions.Default.Name()),
            Reasons = version == SchemaVersion.Version100 ? null : [.. ill.Select(c => c.Reason!)],
        };
    }

    private ComponentHealth SourceHealth(PublishedView published)
    {
        var status = session.Supervisor.Status;
        var name = status.Active ?? (status.Slots.IsEmpty ? "none" : status.Slots[0].Name);
        var served = published.View.Measured.Source is not null || published.IsRestored;
        var last = published.IsRestored ? "the last run's state is served, marked stale" : "nothing is served yet";
        return published.Source.State switch
        {
            SourceState.StandingIn => new ComponentHealth(
                HealthStatus.Degraded, $"Simulated although live data was asked for: {published.Source.Reason}"),
            SourceState.Stalled => new ComponentHealth(
                served ? HealthStatus.Degraded : HealthStatus.Critical, $"Stale data: source {name}: {published.Source.Reason}"),
            SourceState.Failed => new ComponentHealth(
                served ? HealthStatus.Degraded : HealthStatus.Critical, $"Source {name} failed: {published.Source.Reason}"),
            SourceState.Ended when published.View.Measured.Source is null => new ComponentHealth(
                HealthStatus.Degraded, $"Source {name} ended without any data; {last}."),
            SourceState.Ended => new ComponentHealth(HealthStatus.Warning, $"Source {name} has ended; its last state is served."),
            SourceState.Waiting => new ComponentHealth(HealthStatus.Warning, $"No data yet from source {name}; {last}."),
            _ => ComponentHealth.Healthy,
        };
    }

    private ComponentHealth SessionHealth()
    {
        var statistics = session.Statistics;
        if (statistics.Failed.HasWithin(Recently))
        {
            return new ComponentHealth(HealthStatus.Degraded, $"{statistics.Failed.Count} frames could not be taken so far; the log says why.");
        }

        return statistics.Slow.HasWithin(Recently)
            ? new ComponentHealth(
                HealthStatus.Warning, $"Slow processing: {statistics.Slow.Count} updates so far took longer than telemetry.processing_timeout_ms.")
            : ComponentHealth.Healthy;
    }

    private ComponentHealth StorageHealth()
    {
        if (persister.Problem is { } problem)
        {
            return new ComponentHealth(HealthStatus.Degraded, $"State files cannot be written: {problem}");
        }

        // What was wrong with the last run's files is over once this run has written its own.
        return restored.Problems.Count > 0 && persister.Written == 0
            ? new ComponentHealth(HealthStatus.Warning, string.Join(" ", restored.Problems.Select(p => p + ".")))
            : ComponentHealth.Healthy;
    }

    private static ComponentHealth RecordingHealth(RecorderStatus recording) => recording switch
    {
        { Problem: { } problem } => new ComponentHealth(
            HealthStatus.Degraded, $"Nothing is recorded now: {problem}. {recording.LeftOut} messages so far are missing in the recording."),
        { LeftOut: > 0 } => new ComponentHealth(
            HealthStatus.Warning, $"{recording.LeftOut} messages so far are missing in the recording; the log says why."),
        _ => ComponentHealth.Healthy,
    };

    private TimeSpan? Age(PublishedView published) =>
        published.View.State.Source is null ? null : time.GetUtcNow() - published.PublishedAt;

    private HealthPerformance Performance()
    {
        var latency = session.Statistics.Latency;
        return new HealthPerformance
        {
            Updates = session.Statistics.Count,
            SlowUpdates = session.Statistics.Slow.Count,
            FailedUpdates = session.Statistics.Failed.Count,
            UpdateMeanMs = latency.Mean?.TotalMilliseconds,
            UpdateP50Ms = latency.Quantile(0.5)?.TotalMilliseconds,
            UpdateP99Ms = latency.Quantile(0.99)?.TotalMilliseconds,
        };
    }

    private HealthSystemInfo SystemInfo(PublishedView published) => new()
    {
        UptimeSeconds = time.GetElapsedTime(_started).TotalSeconds,
        ConcurrentConnections = gate.Current,
        MaxConcurrentConnections = gate.Limit,
        DataAgeSeconds = Age(published)?.TotalSeconds,
        StateFilesWritten = persister.Written,
        StateFileFailures = persister.Failures,
        RefusedMessages = Refusals.Of(session),
    };
}
