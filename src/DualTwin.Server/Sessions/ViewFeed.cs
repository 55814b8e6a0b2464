namespace DualTwin.Server.Sessions;

/// <summary>
/// The newest publication of a session: one writer, any number of readers, no locks. A reader that is slow misses views, never
/// holds the writer up, and still finds every event in <see cref="PublishedView.Events"/>.
/// </summary>
public sealed class ViewFeed
{
    private readonly Signal _view = new();
    private readonly Signal _event = new();
    private PublishedView _current;

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

    /// <summary>Publishes <paramref name="next"/>. Only the session's one writer calls this.</summary>
    internal void Publish(PublishedView next)
    {
        var newEvents = next.Events.NewestId > _current.Events.NewestId;
        Volatile.Write(ref _current, next);
        _view.Raise();
        if (newEvents)
        {
            _event.Raise();
        }
    }
}
