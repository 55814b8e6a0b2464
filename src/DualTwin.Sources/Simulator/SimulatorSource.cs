using System.Runtime.CompilerServices;
using DualTwin.RaceModel.Circuits;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Simulator;

/// <summary>
/// Races that nobody drives: one sample of the race model after the other, refined to telemetry. Every frame is marked simulated.
/// Equal options and, where a clock paces it, equal clocks give equal frames.
/// </summary>
public sealed class SimulatorSource : ITelemetrySource
{
    /// <summary>Session time that the cars stand on the grid before lights out, s.</summary>
    internal const double GridSeconds = 10;

    /// <summary>Session time after the last car is in until the next race begins, s.</summary>
    private const double CoolDownSeconds = 30;

    private readonly SimulatorOptions _options;
    private readonly CircuitProfile _circuit;
    private readonly TimeProvider _clock;

    /// <param name="options">What to run.</param>
    /// <param name="clock">The clock that paces the frames and stamps their arrival.</param>
    /// <exception cref="SourceException">An option is wrong; the message names all that are.</exception>
    public SimulatorSource(SimulatorOptions options, TimeProvider clock)
    {
        var problems = options.Problems();
        if (problems.Count > 0)
        {
            throw new SourceException($"The simulator cannot run: {string.Join(' ', problems)}");
        }

        _options = options;
        _clock = clock;
        _circuit = CircuitCatalogue.Find(options.Circuit)!;
        Identity = new SourceIdentity("simulator", _circuit.Name, SourceMode.Simulator);
    }

    /// <inheritdoc/>
    public SourceIdentity Identity { get; }

    /// <inheritdoc/>
    public SourceCounters Counters { get; } = new();

    /// <inheritdoc/>
    /// <remarks>
    /// Paced, a frame is measured at the clock's time at which it is due; at full speed clocks have no say, and measuring and arrival
    /// advance with session time from where the clock stood at the beginning.
    /// </remarks>
    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var begin = _clock.GetUtcNow();
        var elapsed = 0.0;
        for (var number = 0; _options.Races is not { } races || number < races; number++)
        {
            var drawn = DrawnRace.Draw(_options, _circuit, _options.Seed + (ulong)number);
            var reporter = new RaceReporter(drawn, Identity, DueAt(begin, elapsed + GridSeconds));
            var ticks = (int)Math.Ceiling((GridSeconds + drawn.Race.EndSeconds + CoolDownSeconds) * _options.UpdateHz);
            for (var tick = 0; tick < ticks; tick++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var due = DueAt(begin, elapsed + (tick / _options.UpdateHz));
                await WaitUntilAsync(due, cancellationToken);
                var received = _options.SpeedFactor is null ? due : _clock.GetUtcNow();
                var seconds = (tick / _options.UpdateHz) - GridSeconds;
                Counters.CountMessage();
                Counters.CountFrame();
                yield return tick == 0 ? reporter.Introduce(seconds, due, received) : reporter.Report(seconds, due, received);
            }

            elapsed += ticks / _options.UpdateHz;
        }
    }

    private DateTimeOffset DueAt(DateTimeOffset begin, double elapsedSeconds) =>
        begin + TimeSpan.FromMilliseconds(Math.Round(elapsedSeconds / (_options.SpeedFactor ?? 1) * 1000));

    private Task WaitUntilAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        var wait = _options.SpeedFactor is null ? TimeSpan.Zero : due - _clock.GetUtcNow();
        return wait > TimeSpan.Zero ? Task.Delay(wait, _clock, cancellationToken) : Task.CompletedTask;
    }
}
