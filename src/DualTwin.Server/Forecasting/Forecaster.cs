using DualTwin.RaceModel.Circuits;
using DualTwin.Server.Sessions;
using DualTwin.Strategy.Forecasting;
using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Forecasting;

/// <summary>
/// Keeps a forecast of the newest view beside the session's loop, which never waits for it: a coarse one soon, then finer ones until
/// something happens that calls for another. Views that come while it works are skipped but for the newest.
/// </summary>
public sealed partial class Forecaster(SessionHost session, ILogger<Forecaster> logger) : BackgroundService
{
    // Races after which a forecast is shown: the first takes some 25 ms on one core, the last is as fine as it gets.
    private static readonly int[] Steps = [500, 2000, 10_000];

    // One core is left to the session and to readers.
    private static readonly int Threads = Math.Max(1, Environment.ProcessorCount - 1);

    private readonly Signal _made = new();
    private StampedForecast? _newest;

    /// <summary>The newest forecast; null before the first.</summary>
    public StampedForecast? Newest => Volatile.Read(ref _newest);

    /// <summary>Completes with the next forecast. Take it first, then look at <see cref="Newest"/>.</summary>
    public Task Next => _made.Next;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        ForecastState? last = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            var published = session.Feed.Current;
            var state = ForecastState.Of(published);
            if (state != last)
            {
                last = state;
                Make(published, state, stoppingToken);
            }

            await session.Feed.NewerViewAsync(published.Id).WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Make(PublishedView published, ForecastState state, CancellationToken stoppingToken)
    {
        try
        {
            if (published.IsRestored || RaceOutlook.From(published.View.Belief, CircuitCatalogue.Figures.Field, ForecastRun.Seed) is not { } outlook)
            {
                Show(new StampedForecast(published, state, null));
                return;
            }

            var (tally, done) = (new ForecastTally(outlook), 0);
            foreach (var races in Steps)
            {
                ForecastRun.Add(outlook, done, races, tally, Threads, stoppingToken);
                done = races;
                Show(new StampedForecast(published, state, RaceForecast.From(outlook, tally)));
                if (ForecastState.Of(session.Feed.Current) != state)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops: nobody reads it any more.
        }
        catch (Exception e)
        {
            // One view that cannot be forecast must not end the forecasts of all later ones, nor show an older one as its own.
            LogFailed(logger, e, published.Id);
            Show(new StampedForecast(published, state, null));
        }
    }

    private void Show(StampedForecast forecast)
    {
        Volatile.Write(ref _newest, forecast);
        _made.Raise();
    }

    [LoggerMessage(500, LogLevel.Error, "View {ViewId} could not be forecast.")]
    private static partial void LogFailed(ILogger logger, Exception exception, long viewId);
}
