namespace DualTwin.Sources.LiveTiming.Hub;

/// <summary>
/// The connections of a source: one, and for a while the next beside it. Updates of a connection wait until its snapshot has come, so
/// that each counts over what it was made of.
/// </summary>
internal sealed class FeedRotation
{
    private readonly List<HubFeed> _open = [];
    private readonly Dictionary<HubFeed, List<HubItem>> _waiting = [];
    private readonly List<Task> _closing = [];

    /// <summary>The connection that counts; null for none.</summary>
    public HubFeed? Current => _open.Count > 0 ? _open[^1] : null;

    /// <summary>Connections that have told all.</summary>
    public int Count => _open.Count;

    /// <summary>Whether <paramref name="feed"/> has told all, so that its updates count as they come.</summary>
    public bool Counts(HubFeed feed) => _open.Contains(feed) && !_waiting.ContainsKey(feed);

    /// <summary>The connection has told all: it counts, and its updates that waited are given back, oldest first.</summary>
    public IReadOnlyList<HubItem> Begin(HubFeed feed)
    {
        if (!_open.Contains(feed))
        {
            _open.Add(feed);
        }

        return _waiting.Remove(feed, out var waiting) ? waiting : [];
    }

    /// <summary>The connection is asked for all again: its updates wait until then.</summary>
    public void Ask(HubFeed feed) => _waiting.TryAdd(feed, []);

    /// <summary>Keeps an update of a connection that has not told all.</summary>
    public void Wait(HubItem update)
    {
        Ask(update.Feed!);
        _waiting[update.Feed!].Add(update);
    }

    /// <summary>Closes all connections but the newest.</summary>
    public void CloseOld() => _open.SkipLast(1).ToList().ForEach(Close);

    /// <summary>Closes <paramref name="feed"/>; false where it was not open.</summary>
    public bool CloseIfOpen(HubFeed feed)
    {
        var open = _open.Contains(feed);
        Close(feed);
        return open;
    }

    /// <summary>Closes all and waits until they are. Nobody may wait for the reader any more.</summary>
    public Task EndAsync()
    {
        _open.Concat(_waiting.Keys).Distinct().ToList().ForEach(Close);
        return Task.WhenAll(_closing);
    }

    // A connection that is closed waits for what it is just handing over, and that may wait for the reader, who is here.
    private void Close(HubFeed feed)
    {
        _open.Remove(feed);
        _waiting.Remove(feed);
        _closing.RemoveAll(static closing => closing.IsCompletedSuccessfully);
        _closing.Add(feed.DisposeAsync().AsTask());
    }
}
