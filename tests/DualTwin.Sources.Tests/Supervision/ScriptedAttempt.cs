using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Tests.Supervision;

/// <summary>One reading of a scripted source: it says what the test tells it to.</summary>
internal sealed class ScriptedAttempt(string name) : ITelemetrySource
{
    private readonly Channel<Frame> _frames = Channel.CreateUnbounded<Frame>();
    private int _alive;

    public SourceIdentity Identity { get; } = new("scripted", name, SourceMode.Live);

    public SourceCounters Counters { get; } = new();

    /// <summary>Whether somebody still reads it.</summary>
    public bool Alive => Volatile.Read(ref _alive) > 0;

    public void Send(int number) => _frames.Writer.TryWrite(FrameOf(number));

    public void Refuse()
    {
        Counters.CountMessage();
        Counters.CountRefusedMessage();
        Counters.Refuse("not_json");
    }

    public void Repeat()
    {
        Counters.CountMessage();
        Counters.CountRepeat();
    }

    public void Close() => _frames.Writer.TryComplete();

    public void Fail(Exception problem) => _frames.Writer.TryComplete(problem);

    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _alive);
        try
        {
            await foreach (var frame in _frames.Reader.ReadAllAsync(cancellationToken))
            {
                Counters.CountMessage();
                Counters.CountFrame();
                yield return frame;
            }
        }
        finally
        {
            Interlocked.Decrement(ref _alive);
        }
    }

    private Frame FrameOf(int number) => new()
    {
        Source = Identity,
        MeasuredAt = DateTimeOffset.UnixEpoch.AddSeconds(number),
        ReceivedAt = DateTimeOffset.UnixEpoch.AddSeconds(number),
        SessionTime = TimeSpan.FromSeconds(number),
    };
}
