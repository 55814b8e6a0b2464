using System.Runtime.CompilerServices;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Replay;

/// <summary>Replays a recording of any kind: in real time, N times as fast, as fast as it goes, or as somebody steers it.</summary>
/// <param name="recording">What is replayed.</param>
/// <param name="transport">Steers the replay.</param>
public sealed class ReplaySource(IRecording recording, ReplayTransport transport) : ITelemetrySource
{
    /// <summary>A replay at one speed from the beginning to the end.</summary>
    public ReplaySource(IRecording recording, ReplaySpeed speed, TimeProvider time)
        : this(recording, new ReplayTransport(speed, time))
    {
    }

    /// <inheritdoc/>
    public SourceIdentity Identity => recording.Identity;

    /// <inheritdoc/>
    public SourceCounters Counters { get; } = new();

    /// <inheritdoc/>
    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = recording.Open(Counters);
        var reading = transport.Begin();
        try
        {
            long position = 0;
            while (true)
            {
                if (transport.TakeSeek() is { } seek)
                {
                    reader.Dispose();
                    (reader, position) = Go(seek);
                }
                else if (!reader.MoveNext())
                {
                    if (transport.TryEnd())
                    {
                        break;
                    }

                    continue;
                }
                else
                {
                    position++;
                }

                if (await transport.WaitAsync(position, reader.At, cancellationToken))
                {
                    Counters.CountFrame();
                    yield return reader.Current with { Position = position };
                }
            }
        }
        finally
        {
            reader.Dispose();
            transport.Leave(reading);
        }
    }

    // The frame at the place that is sought is at hand then.
    private (IRecordingReader Reader, long Position) Go(ReplaySeek seek)
    {
        // What is read a second time is counted once.
        var reader = seek.Mark is null ? recording.Open(new SourceCounters()) : recording.OpenAt(seek.Mark, new SourceCounters());
        var position = seek.Mark is null ? 0 : seek.MarkPosition;
        while (position < seek.Position && reader.MoveNext())
        {
            position++;
        }

        return (reader, position);
    }
}
