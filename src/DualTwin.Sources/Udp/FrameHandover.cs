using System.Threading.Channels;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Udp;

/// <summary>
/// Hands frames from the threads that make them to the one reader. Where the reader falls behind by more than there is room for, a thread
/// that has another one waits: the system's buffers hold what comes in meanwhile.
/// </summary>
internal sealed class FrameHandover(int capacity)
{
    private readonly Channel<Frame> _frames = Channel.CreateBounded<Frame>(new BoundedChannelOptions(capacity)
    {
        FullMode = BoundedChannelFullMode.Wait,
        SingleReader = true,
        SingleWriter = false,
        // What the reader does with a frame is to hand it on to the supervisor's loop: on this thread it wakes one thread less.
        AllowSynchronousContinuations = true,
    });

    private readonly object _room = new();
    private bool _over;

    /// <summary>Hands a frame on, and waits for room where there is none; after the end it does nothing.</summary>
    public void Write(Frame frame)
    {
        if (_frames.Writer.TryWrite(frame))
        {
            return;
        }

        lock (_room)
        {
            while (!_over && !_frames.Writer.TryWrite(frame))
            {
                Monitor.Wait(_room);
            }
        }
    }

    /// <summary>Ends it; what was handed on is still read. A <paramref name="problem"/> reaches the reader after that.</summary>
    public void End(Exception? problem = null)
    {
        _frames.Writer.TryComplete(problem);
        lock (_room)
        {
            _over = true;
            Monitor.PulseAll(_room);
        }
    }

    /// <summary>The frames, until the end.</summary>
    public async IAsyncEnumerable<Frame> ReadAllAsync()
    {
        while (await _frames.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (_frames.Reader.TryRead(out var frame))
            {
                lock (_room)
                {
                    Monitor.PulseAll(_room);
                }

                yield return frame;
            }
        }
    }
}
