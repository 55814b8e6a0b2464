using DualTwin.Session;

namespace DualTwin.Server.Sessions;

/// <summary>Holds views back until they are as old as the picture on television. Used by the session's one writer only.</summary>
internal sealed class DelayLine(TimeProvider time)
{
    /// <summary>The longest delay.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(120);

    // Two minutes of as many updates a second as the game sends; of more, every second one goes, whose events the next one tells as well:
    // were it the oldest, none would ever be old enough.
    private const int Capacity = 20_000;

    private readonly Queue<(View View, long MadeAt)> _held = new();

    /// <summary>How long views are held back.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Whether a view has to wait.</summary>
    public bool Holds => Delay > TimeSpan.Zero || _held.Count > 0;

    /// <summary>Holds <paramref name="view"/>, made now, back.</summary>
    public void Add(View view)
    {
        for (var i = _held.Count == Capacity ? Capacity : 0; i > 0; i--)
        {
            var kept = _held.Dequeue();
            if (i % 2 != 0)
            {
                _held.Enqueue(kept);
            }
        }

        _held.Enqueue((view, time.GetTimestamp()));
    }

    /// <summary>The newest view that is due; null where none is. It and older ones are held no longer.</summary>
    public View? Due()
    {
        View? due = null;
        while (_held.TryPeek(out var oldest) && time.GetElapsedTime(oldest.MadeAt) >= Delay)
        {
            due = _held.Dequeue().View;
        }

        return due;
    }

    /// <summary>Forgets what is held.</summary>
    public void Clear() => _held.Clear();
}
