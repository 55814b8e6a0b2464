using DualTwin.RaceModel.Circuits;
using DualTwin.Server.Configuration;
using DualTwin.Server.Sessions;
using DualTwin.Strategy.Forecasting;
using DualTwin.Strategy.Planning;
using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Forecasting;

/// <summary>
/// Keeps a forecast and our strategy of the newest view beside the session's loop, which never waits for them: coarse ones soon, then finer ones until
/// something happens that calls for others. Views that come while it works are skipped but for the newest.
/// </summary>
public sealed partial class Forecaster(SessionHost session, SystemConfig config, ILogger<Forecaster> logger) : BackgroundService
{
    // The first forecast takes some 25 ms on one core. Coarse answers are always brought to their end, so that a race that is replayed faster than
    // they are made has some too; what refines them is broken off.
    private const int CoarseRaces = 500;
    private const int FinerRaces = 2000;
    private const int FinestRaces = 10_000;

    // One core is left to the session and to readers.
    private static readonly int Threads = Math.Max(1, Environment.ProcessorCount - 1);

    private readonly ResimulationTriggers _triggers = config.FieldTwin.ResimulationTriggers;
    private readonly Signal _made = new();
    private StampedForecast? _newest;
    private StampedStrategy? _strategy;

    /// <summary>The newest forecast; null before the first.</summary>
    public StampedForecast? Newest => Volatile.Read(ref _newest);

    /// <summary>The newest strategy; null before the first.</summary>
    public StampedStrategy? NewestStrategy => Volatile.Read(ref _strategy);

    /// <summary>The last forecast of each lap so far.</summary>
    public ForecastTrail Trail { get; } = new();

    /// <summary>Completes with the next forecast or strategy. Take it first, then look at the newest.</summary>
    public Task Next => _made.Next;

    /// <summary>What of <paramref name="published"/> forecast and strategy hang on.</summary>
    public ForecastState StateOf(PublishedView published) => ForecastState.Of(published, _triggers);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        ForecastState? last = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            var published = session.Feed.Current;
            var state = StateOf(published);
            if (state != last)
            {
                // What was broken off is made up for, should the race stand as before again.
                last = await MakeAsync(published, state, stoppingToken) ? state : null;
                continue;
            }

            await session.Feed.NewsAsync(published.Id).WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> MakeAsync(PublishedView published, ForecastState state, CancellationToken stoppingToken)
    {
        using var refining = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var refiningToken = refining.Token;
        var work = Task.Run(() => Make(published, state, stoppingToken, refiningToken), CancellationToken.None);
        var seen = published.Id;
        while (!work.IsCompleted && !refining.IsCancellationRequested)
        {
            await Task.WhenAny(work, session.Feed.NewsAsync(seen));
            var now = session.Feed.Current;
            seen = now.Id;
            if (StateOf(now) != state)
            {
                await refining.CancelAsync();
            }
        }

        await work;
        return !refining.IsCancellationRequested;
    }

    private void Make(PublishedView published, ForecastState state, CancellationToken stoppingToken, CancellationToken refiningToken)
    {
        try
        {
            var belief = published.View.Belief;
            if (published.IsRestored || RaceOutlook.From(belief, CircuitCatalogue.Figures.Field, ForecastRun.Seed) is not { } outlook)
            {
                Show(new StampedForecast(published, state, null));
                Show(new StampedStrategy(published, state, null));
                return;
            }

            // One standing plan for both: the coarse answer of a moment ago is nothing that anybody has followed.
            var standing = _strategy is { } told && told.State.SessionId == state.SessionId ? told.Strategy : null;
            var tally = new ForecastTally(outlook);
            Forecast(0, CoarseRaces, stoppingToken);
            Advise(PlanBudget.Coarse, stoppingToken);
            Forecast(CoarseRaces, FinerRaces, refiningToken);
            Advise(PlanBudget.Fine, refiningToken);
            Forecast(FinerRaces, FinestRaces, refiningToken);

            void Forecast(int done, int races, CancellationToken cancellationToken)
            {
                ForecastRun.Add(outlook, done, races, tally, Threads, cancellationToken);
                var forecast = RaceForecast.From(outlook, tally);
                Trail.Add(state.SessionId, belief, forecast);
                Show(new StampedForecast(published, state, forecast));
            }

            void Advise(PlanBudget budget, CancellationToken cancellationToken)
            {
                try
                {
                    var strategy = state.OurCarId is { } ours
                        ? CarStrategist.Advise(belief, outlook, ours, standing, budget, ForecastRun.Seed, Threads, cancellationToken)
                        : null;
                    Show(new StampedStrategy(published, state, strategy));
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    // What is forecast does not hang on what is advised.
                    LogNoAdvice(logger, e, published.Id);
                    Show(new StampedStrategy(published, state, null));
                }
            }
        }
        catch (OperationCanceledException) when (refiningToken.IsCancellationRequested)
        {
            // The server stops and nobody reads it any more, or something has happened that calls for another one.
        }
        catch (Exception e)
        {
            // One view that cannot be forecast must not end the forecasts of all later ones, nor show an older one as its own.
            LogFailed(logger, e, published.Id);
            Show(new StampedForecast(published, state, null));
            Show(new StampedStrategy(published, state, null));
        }
    }

    private void Show(StampedForecast forecast)
    {
        Volatile.Write(ref _newest, forecast);
        _made.Raise();
    }

    private void Show(StampedStrategy strategy)
    {
        Volatile.Write(ref _strategy, strategy);
        _made.Raise();
    }

    [LoggerMessage(501, LogLevel.Error, "No strategy could be made of view {ViewId}.")]
    private static partial void LogNoAdvice(ILogger logger, Exception exception, long viewId);

    [LoggerMessage(500, LogLevel.Error, "View {ViewId} could not be forecast.")]
    private static partial void LogFailed(ILogger logger, Exception exception, long viewId);
}
