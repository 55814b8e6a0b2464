using System.Diagnostics;
using System.Globalization;
using DualTwin.Sources.Emulator;

namespace DualTwin.Bench.Live;

/// <summary>Sends a <see cref="GameFeed"/> in real time from a thread of its own, and keeps when each frame was sent and seen.</summary>
internal sealed class GamePlay(GameFeed feed, DatagramSender sender)
{
    private readonly long[] _sentAt = new long[feed.Frames.Count];
    private readonly List<double> _delays = [];
    private long _senderCpuNanoseconds;
    private long _observerCpuNanoseconds;
    private long _newestSeen = -1;

    /// <summary>Milliseconds from a frame's first datagram to the view that has it.</summary>
    public IReadOnlyList<double> Delays => _delays;

    /// <summary>Datagrams sent.</summary>
    public long Sent { get; private set; }

    /// <summary>Frames sent.</summary>
    public int Frames { get; private set; }

    /// <summary>What sending took so far; zero where the system does not tell a thread's time, so that it counts as the server's.</summary>
    public TimeSpan SenderCpu => TimeSpan.FromMicroseconds(Interlocked.Read(ref _senderCpuNanoseconds) / 1000.0);

    /// <summary>What the reader's thread took so far; zero where the system does not tell a thread's time.</summary>
    public TimeSpan ObserverCpu => TimeSpan.FromMicroseconds(Interlocked.Read(ref _observerCpuNanoseconds) / 1000.0);

    /// <summary>Notes what the calling thread, the reader's, took so far.</summary>
    public void NoteObserverCpu() => Interlocked.Exchange(ref _observerCpuNanoseconds, ThreadCpuNanoseconds());

    /// <summary>Forgets what was measured so far.</summary>
    public void Forget()
    {
        lock (_delays)
        {
            _delays.Clear();
        }

        (Sent, Frames) = (0, 0);
    }

    /// <summary>Sends what lies between two times of the feed, so many times as fast as it was driven.</summary>
    public Task RunAsync(TimeSpan from, TimeSpan until, double speed)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            var before = ThreadCpuNanoseconds();
            Send(At(from), At(until), speed);
            Interlocked.Add(ref _senderCpuNanoseconds, ThreadCpuNanoseconds() - before);
            done.SetResult();
        }) { IsBackground = true, Priority = ThreadPriority.Highest }.Start();
        return done.Task;
    }

    /// <summary>Notes that the view of a frame is out.</summary>
    public void Seen(long tick)
    {
        var now = Stopwatch.GetTimestamp();
        if (tick == _newestSeen)
        {
            return;
        }

        _newestSeen = tick;
        var sent = Volatile.Read(ref _sentAt[tick]);
        lock (_delays)
        {
            _delays.Add(Stopwatch.GetElapsedTime(sent, now).TotalMilliseconds);
        }
    }

    private static int At(TimeSpan time) => (int)(time.TotalSeconds * GameEmulatorOptions.FramesPerSecond);

    private void Send(int from, int until, double speed)
    {
        using var timer = new ManualResetEvent(initialState: false);
        var zero = Stopwatch.GetTimestamp();
        for (var i = from; i < until && i < feed.Frames.Count; i++)
        {
            var due = TimeSpan.FromSeconds((i - from) / (GameEmulatorOptions.FramesPerSecond * speed)) - Stopwatch.GetElapsedTime(zero);
            if (due > TimeSpan.Zero)
            {
                timer.WaitOne(due);
            }

            var (tick, datagrams) = feed.Frames[i];
            Volatile.Write(ref _sentAt[tick], Stopwatch.GetTimestamp());
            foreach (var datagram in datagrams)
            {
                sender.Send(datagram);
            }

            (Sent, Frames) = (Sent + datagrams.Length, Frames + 1);
        }
    }

    // Linux tells it in the first number of this file.
    private static long ThreadCpuNanoseconds()
    {
        const string File = "/proc/thread-self/schedstat";
        return System.IO.File.Exists(File) ? long.Parse(System.IO.File.ReadAllText(File).Split(' ')[0], CultureInfo.InvariantCulture) : 0;
    }
}
