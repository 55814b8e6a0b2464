using DualTwin.Server.Metrics;
using DualTwin.Server.Sessions;

namespace DualTwin.Server.Streaming;

/// <summary>
/// One reader's loop. It always sends from the newest publication, so that a slow reader skips views; events it finds in the
/// publication's log, so that it misses none of the last <see cref="EventBacklog"/>. It holds nothing that grows.
/// </summary>
internal sealed class StreamSession(ViewFeed feed, StreamRequest request, IStreamTransport transport, ConnectionGate gate, TimeProvider time)
{
    /// <summary>Events that a reader gets after it fell behind; of older ones it is told how many it missed.</summary>
    public const int EventBacklog = 1000;

    /// <summary>Silence after which a sign of life is sent.</summary>
    public static readonly TimeSpan KeepAliveInterval = TimeSpan.FromSeconds(15);

    private readonly long _started = time.GetTimestamp();
    private TimeSpan _viewDue = TimeSpan.Zero;
    private long _viewId;
    private long _eventId;

    /// <summary>Sends until <paramref name="cancellationToken"/> ends it or the transport fails.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var published = feed.Current;
        _eventId = request.LastEventId ?? published.Events.NewestId;
        while (!cancellationToken.IsCancellationRequested)
        {
            published = feed.Current;
            var sent = await SendEventsAsync(published, cancellationToken) | await SendViewAsync(published, cancellationToken);
            if (sent)
            {
                await transport.FlushAsync(cancellationToken);
            }

            await WaitAsync(published, cancellationToken);
        }
    }

    private async ValueTask<bool> SendEventsAsync(PublishedView published, CancellationToken cancellationToken)
    {
        var gap = StreamGap.Find(published, _eventId, EventBacklog);
        if (gap is null && _eventId >= published.Events.NewestId)
        {
            return false;
        }

        if (gap is not null)
        {
            gate.CountSkipped(gap.Events ?? 0);
            await transport.WriteAsync(gap.ToMessage(), cancellationToken);
            _eventId = gap.UpToId;
        }

        foreach (var logged in published.Events.After(_eventId, EventBacklog))
        {
            await transport.WriteAsync(logged.Message, cancellationToken);
            _eventId = logged.Id;
        }

        return true;
    }

    private async ValueTask<bool> SendViewAsync(PublishedView published, CancellationToken cancellationToken)
    {
        var now = time.GetElapsedTime(_started);
        if (published.Id == _viewId || now < _viewDue)
        {
            return false;
        }

        await transport.WriteAsync(published.Renderings.View(request.Fields, request.Version), cancellationToken);
        _viewId = published.Id;
        _viewDue = now + request.Interval;
        return true;
    }

    // While a view waits for its turn, only events wake the loop: a fast session costs a slow reader nothing.
    private async ValueTask WaitAsync(PublishedView published, CancellationToken cancellationToken)
    {
        var pending = feed.Current.Id != _viewId;
        var limit = pending ? _viewDue - time.GetElapsedTime(_started) : KeepAliveInterval;
        if (limit <= TimeSpan.Zero)
        {
            return;
        }

        var news = pending ? feed.NewerEventAsync(published.Events.NewestId) : feed.NewerViewAsync(published.Id);
        await news.WaitAsync(limit, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!pending && !news.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            await transport.KeepAliveAsync(cancellationToken);
        }
    }
}
