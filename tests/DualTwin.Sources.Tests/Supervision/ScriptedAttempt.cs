using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Tests.Supervision;

/// <summary>One reading of a scripted source: it says what the test tells it to.</summary>
internal sealed class ScriptedAttempt(string name) : ITelemetrySource
{
    private readonly Channel<Frame> _frames = Channel.CreateUnbounded<Frame>();
    private int _alive;
    private CancellationToken _end;
    private long _taken;

    public SourceIdentity Identity { get; } = new("scripted", name, SourceMode.Live);

    public SourceCounters Counters { get; } = new();

    /// <summary>Whether somebody still reads it.</summary>
    public bool Alive => Volatile.Read(ref _alive) > 0;

    /// <summary>Whether what it says now is read: it is, and was not told to end.</summary>
    public bool Heard => Alive && !_end.IsCancellationRequested;

    /// <summary>Frames that the reader has dealt with, and not only been given.</summary>
    public long Taken => Interlocked.Read(ref _taken);

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
        _end = cancellationToken;
        Interlocked.Increment(ref _alive);
        try
        {
            await foreach (var frame in _frames.Reader.ReadAllAsync(cancellationToken))
            {
                Counters.CountMessage();
                Counters.CountFrame();
                yield return frame;
                Interlocked.Increment(ref _taken);
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
