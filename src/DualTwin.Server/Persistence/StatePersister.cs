using DualTwin.Server.Metrics;
using DualTwin.Server.Sessions;
using DualTwin.Server.Sourcing;
using DualTwin.Session;
using DualTwin.Storage.StateFiles;
using DualTwin.Telemetry.Schema;
using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Persistence;

/// <summary>
/// Writes the state files from the newest view: the telemetry at its interval, the twins at theirs and at each lap of our car.
/// A loop of its own, so that a slow disk costs nobody else time; a refusing one is counted and tried again at the next turn.
/// </summary>
public sealed partial class StatePersister(
    SessionHost session, RestoredState restored, StateFileStore store, ConfigFeed config, TimeProvider time, ILogger<StatePersister> logger) : BackgroundService
{
    private readonly RateLimitedLog _failureLog = new(time, TimeSpan.FromSeconds(30));
    private (string? CarId, int? Lap) _ourLap;
    private long _written;
    private long _failures;
    private readonly string?[] _problems = new string?[Enum.GetValues<StateFile>().Length];

    /// <summary>Files written so far.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <summary>Attempts that failed so far.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Why a file could not be written the last time; null while writing works.</summary>
    public string? Problem => _problems.FirstOrDefault(p => p is not null);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        foreach (var problem in restored.Problems)
        {
            LogNotRestored(logger, problem);
        }

        var start = time.GetTimestamp();
        TimeSpan telemetryDue = TimeSpan.Zero, twinsDue = TimeSpan.Zero;
        while (!stoppingToken.IsCancellationRequested)
        {
            var published = session.Feed.Current;
            var now = time.GetElapsedTime(start);
            var telemetry = now >= telemetryDue;
            var newLap = OurLapChanged(published.View);
            var twins = newLap || now >= twinsDue;
            telemetryDue = telemetry ? now + config.Current.Telemetry.UpdateInterval : telemetryDue;
            twinsDue = twins ? now + config.Current.StateManagement.PersistenceInterval : twinsDue;
            Write(published.View, telemetry, twins);
            var next = telemetryDue < twinsDue ? telemetryDue : twinsDue;
            await session.Feed.NewsAsync(published.Id)
                .WaitAsync(next - now, time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Write(session.Feed.Current.View, telemetry: true, twins: true);
    }

    private bool OurLapChanged(View view)
    {
        var lap = view.OurCarId is { } id ? view.State.FindCar(id)?.Timing.LapsCompleted : null;
        var changed = (view.OurCarId, lap) != _ourLap;
        _ourLap = (view.OurCarId, lap);
        return changed;
    }

    private void Write(View view, bool telemetry, bool twins)
    {
        if (telemetry)
        {
            Write(view, ViewDocument.Telemetry, StateFile.Telemetry);
        }

        if (twins)
        {
            Write(view, ViewDocument.CarTwin, StateFile.CarTwin);
            Write(view, ViewDocument.FieldTwin, StateFile.FieldTwin);
        }
    }

    // Each file by itself: one that cannot be written does not keep the others from being written.
    private void Write(View view, ViewDocument document, StateFile file)
    {
        if (view.State.Cars.IsEmpty || view.Document(document, SchemaVersions.Newest) is not { } content)
        {
            return;
        }

        try
        {
            store.Write(file, content.Span);
            Interlocked.Increment(ref _written);
            if (Interlocked.Exchange(ref _problems[(int)file], null) is not null)
            {
                LogRecovered(logger, store.PathOf(file), Failures);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Interlocked.Increment(ref _failures);
            Interlocked.Exchange(ref _problems[(int)file], e.Message);
            if (_failureLog.TryPass(out var heldBack))
            {
                LogFailed(logger, e.Message, heldBack);
            }
        }
    }
}
