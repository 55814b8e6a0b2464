namespace DualTwin.Server.Sessions;

/// <summary>
/// The newest publication of a session: one writer, any number of readers, no locks. A reader that is slow misses views, never
/// holds the writer up, and still finds every event in <see cref="PublishedView.Events"/>.
/// </summary>
public sealed class ViewFeed
{
    private readonly Signal _view = new();
    private readonly Signal _event = new();
    private readonly Signal _news = new();
    private PublishedView _current;
    private long _newsId;

    internal ViewFeed(PublishedView first) => _current = first;

    /// <summary>The newest publication.</summary>
    public PublishedView Current => Volatile.Read(ref _current);

    /// <summary>Completes at once where something newer than <paramref name="id"/> is out, else with the next publication.</summary>
    public Task NewerViewAsync(long id)
    {
        var next = _view.Next;
        return Current.Id > id ? Task.CompletedTask : next;
    }

    /// <summary>Completes at once where an event newer than <paramref name="id"/> is out, else with the next event.</summary>
    public Task NewerEventAsync(long id)
    {
        var next = _event.Next;
        return Current.Events.NewestId > id ? Task.CompletedTask : next;
    }

    /// <summary>
    /// Completes at once where a publication newer than <paramref name="id"/> is out in which something happened, else with the next such:
    /// an event, a lap, a stop or anything else that the twins learn from, another car that is ours, a stand-in that begins or ends.
    /// Most publications of a source that measures many times a second only tell places, and wake nobody who waits here.
    /// </summary>
    public Task NewsAsync(long id)
    {
        var next = _news.Next;
        return Interlocked.Read(ref _newsId) > id ? Task.CompletedTask : next;
    }

    /// <summary>Publishes <paramref name="next"/>. Only the session's one writer calls this.</summary>
    internal void Publish(PublishedView next)
    {
        var newEvents = next.Events.NewestId > _current.Events.NewestId;
        var news = newEvents || Happened(_current, next);
        Volatile.Write(ref _current, next);
        if (news)
        {
            Interlocked.Exchange(ref _newsId, next.Id);
            _news.Raise();
        }

        _view.Raise();
        if (newEvents)
        {
            _event.Raise();
        }
    }

    private static bool Happened(PublishedView before, PublishedView now) =>
        !ReferenceEquals(before.View.Twins.Evidence, now.View.Twins.Evidence)
        || before.View.StandingIn != now.View.StandingIn
        || before.IsRestored != now.IsRestored
        || !string.Equals(before.View.OurCarId, now.View.OurCarId, StringComparison.Ordinal);
}
