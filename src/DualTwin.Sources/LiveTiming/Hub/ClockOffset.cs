namespace DualTwin.Sources.LiveTiming.Hub;

/// <summary>
/// How far our clock is ahead of the feed's: the least of the newest differences between arrival and sending, since the network can
/// only add to it.
/// </summary>
internal sealed class ClockOffset
{
    private const int Window = 64;

    private readonly Queue<TimeSpan> _newest = new(Window);

    /// <summary>The offset, the network's shortest way included; null before the first message.</summary>
    public TimeSpan? Value => _newest.Count == 0 ? null : _newest.Min();

    /// <summary>Takes in a message.</summary>
    public void Note(DateTimeOffset sentAt, DateTimeOffset receivedAt)
    {
        if (_newest.Count == Window)
        {
            _newest.Dequeue();
        }

        _newest.Enqueue(receivedAt - sentAt);
    }
}
