namespace DualTwin.Sources.OpenF1.Service;

/// <summary>
/// Keeps requests within the service's limits: so many a minute, no more than three a second, and none while it asks to wait. It outlives
/// connections, since the service counts on. Not thread-safe.
/// </summary>
internal sealed class RequestPace(int mostPerMinute, TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(1.0 / 3);

    private readonly Queue<long> _asked = new();
    private long? _newest;

    /// <summary>Until when the service asks to wait (UTC); null where it does not.</summary>
    public DateTimeOffset? HeldUntil { get; private set; }

    /// <summary>Whether a request may be made now; then it counts as made.</summary>
    public bool TryTake()
    {
        if (HeldUntil is { } until && time.GetUtcNow() < until)
        {
            return false;
        }

        HeldUntil = null;
        while (_asked.TryPeek(out var first) && time.GetElapsedTime(first) >= Minute)
        {
            _asked.Dequeue();
        }

        if (_asked.Count >= mostPerMinute || (_newest is { } newest && time.GetElapsedTime(newest) < Spacing))
        {
            return false;
        }

        _newest = time.GetTimestamp();
        _asked.Enqueue(_newest.Value);
        return true;
    }

    /// <summary>Holds requests back for <paramref name="wait"/>.</summary>
    public void Hold(TimeSpan wait) => HeldUntil = time.GetUtcNow() + wait;
}
