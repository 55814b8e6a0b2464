using System.Runtime.CompilerServices;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.State;

namespace DualTwin.Sources.Simulator;

/// <summary>
/// Goes on where a source has fallen silent: the race of the newest state, sampled on from what the twins believe of it, at real time.
/// Frames name no session and repeat no names: they are to be merged into the state that they go on from. Before anything was received
/// an ordinary simulated race runs. Equal arguments and clocks give equal frames.
/// </summary>
public sealed class StandInSource : ITelemetrySource
{
    /// <summary>Longest time between two frames while what was missed is told, s.</summary>
    private const double CatchUpStep = 1;

    private readonly SessionState _state;
    private readonly RaceBelief _belief;
    private readonly StandInOptions _options;
    private readonly double _silence;
    private readonly TimeProvider _clock;

    /// <param name="state">The newest measured state.</param>
    /// <param name="belief">What the twins make of it; what it leaves open is drawn from what races are like.</param>
    /// <param name="options">How to run.</param>
    /// <param name="silence">Time since the state's newest frame arrived, 0 or more: what went on in it is told first, in one go.</param>
    /// <param name="clock">The clock that paces the frames and stamps their arrival.</param>
    /// <exception cref="SourceException">An option is wrong; the message says which.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="silence"/> is negative.</exception>
    public StandInSource(SessionState state, RaceBelief belief, StandInOptions options, TimeSpan silence, TimeProvider clock)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(silence, TimeSpan.Zero);
        if (options.Problems() is { Count: > 0 } problems)
        {
            throw new SourceException($"The stand-in cannot run: {string.Join(' ', problems)}");
        }

        (_state, _belief, _options, _silence, _clock) = (state, belief, options, silence.TotalSeconds, clock);
        Identity = new SourceIdentity("simulator", $"stand-in for {state.Source?.Name ?? "a source not heard yet"}", SourceMode.Simulator);
    }

    /// <inheritdoc/>
    public SourceIdentity Identity { get; }

    /// <inheritdoc/>
    public SourceCounters Counters { get; } = new();

    /// <inheritdoc/>
    /// <remarks>Never ends by itself: after the flag frames go on with nothing new in them, so that readers see life.</remarks>
    public IAsyncEnumerable<Frame> ReadAsync(CancellationToken cancellationToken) =>
        _state.Cars.IsEmpty ? AnyRaceAsync(cancellationToken) : GoOnAsync(cancellationToken);

    private async IAsyncEnumerable<Frame> AnyRaceAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var options = new SimulatorOptions { Seed = _options.Seed, UpdateHz = _options.UpdateHz };
        var known = _belief.Circuit ?? CircuitCatalogue.Find(_state.Session.CircuitName);
        if (CircuitCatalogue.Find(known?.Name)?.LapLengthMetres is not null)
        {
            options = options with { Circuit = known!.Name };
        }

        await foreach (var frame in new SimulatorSource(options, _clock).ReadAsync(cancellationToken))
        {
            Count();
            yield return frame with { Source = Identity };
        }
    }

    private async IAsyncEnumerable<Frame> GoOnAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var begin = _clock.GetTimestamp();
        var zero = _state.MeasuredAt ?? _clock.GetUtcNow() - TimeSpan.FromSeconds(_silence);
        var reporter = new StandInReporter(_state, StandInField.Read(_state, _belief), Identity, LightsOut(zero), _options.Seed);
        for (var (told, ticks) = (0.0, 0.0); ; ticks++)
        {
            // A machine that slept goes on where it is now.
            ticks = Math.Max(ticks, Math.Floor(_clock.GetElapsedTime(begin).TotalSeconds * _options.UpdateHz));
            var now = _silence + (ticks / _options.UpdateHz);
            for (told += CatchUpStep; told < Math.Min(now, reporter.EndSeconds); told += CatchUpStep)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return Report(reporter, told, zero);
            }

            yield return Report(reporter, told = now, zero);
            await WaitUntilAsync((ticks + 1) / _options.UpdateHz, begin, cancellationToken);
        }
    }

    private Frame Report(StandInReporter reporter, double seconds, DateTimeOffset zero)
    {
        Count();
        return reporter.Report(seconds, zero + TimeSpan.FromSeconds(seconds), _clock.GetUtcNow());
    }

    // At the scheduled time; where that is past or unknown, after as long on the grid as in any simulated race.
    private double LightsOut(DateTimeOffset zero) =>
        Math.Max(((_state.Session.ScheduledStart - zero) ?? TimeSpan.Zero).TotalSeconds, _silence + SimulatorSource.GridSeconds);

    private Task WaitUntilAsync(double elapsedSeconds, long begin, CancellationToken cancellationToken)
    {
        var wait = TimeSpan.FromSeconds(elapsedSeconds) - _clock.GetElapsedTime(begin);
        return wait > TimeSpan.Zero ? Task.Delay(wait, _clock, cancellationToken) : Task.CompletedTask;
    }

    private void Count()
    {
        Counters.CountMessage();
        Counters.CountFrame();
    }
}
