using System.Runtime.CompilerServices;
using DualTwin.Server.Tests.Support;
using DualTwin.Sources;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Server.Tests.AddedSource;

/// <summary>A source that DualTwin does not have: it says one lap after the other, then stays connected.</summary>
internal sealed class CounterSource(int laps, TimeProvider time) : ITelemetrySource
{
    public SourceIdentity Identity { get; } = new("counter", "test", SourceMode.Live);

    public SourceCounters Counters { get; } = new();

    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var lap = 1; lap <= laps; lap++)
        {
            yield return Frames.Lap(lap) with { Source = Identity };
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
    }
}
