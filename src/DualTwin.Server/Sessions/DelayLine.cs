using DualTwin.Session;

namespace DualTwin.Server.Sessions;

/// <summary>Holds views back until they are as old as the picture on television. Used by the session's one writer only.</summary>
internal sealed class DelayLine(TimeProvider time)
{
    /// <summary>The longest delay.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(120);

    // Two minutes of more updates a second than any source sends; beyond it the oldest go, whose events the next one tells as well.
    private const int Capacity = 20_000;

    private readonly Queue<(View View, long MadeAt)> _held = new();

    /// <summary>How long views are held back.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Whether a view has to wait.</summary>
    public bool Holds => Delay > TimeSpan.Zero || _held.Count > 0;

    /// <summary>Holds <paramref name="view"/>, made now, back.</summary>
    public void Add(View view)
    {
        if (_held.Count == Capacity)
        {
            _held.Dequeue();
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
