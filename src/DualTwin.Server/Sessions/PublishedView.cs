using DualTwin.Server.Api.Envelopes;
using DualTwin.Server.Persistence;
using DualTwin.Server.Streaming;
using DualTwin.Session;
using DualTwin.Telemetry.Schema;

namespace DualTwin.Server.Sessions;

/// <summary>
/// A view as it went out: with the moment, the events so far and the source's state. Immutable but for renderings, which are made by
/// the first reader who asks and shared by all.
/// </summary>
public sealed class PublishedView
{
    private EnvelopeCache? _envelopes;
    private StreamRenderings? _renderings;

    /// <summary>Number of the publication in the stream: rises, and never equals an event's.</summary>
    public required long Id { get; init; }

    /// <summary>The view.</summary>
    public required View View { get; init; }

    /// <summary>The events up to the view.</summary>
    public required EventLog Events { get; init; }

    /// <summary>When it was published (UTC), by our clock.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>What the source was doing.</summary>
    public required SourceStatus Source { get; init; }

    /// <summary>Documents of the last run; null once a view of this run has data.</summary>
    public RestoredState? Restored { get; init; }

    /// <summary>True where the documents come from the last run's files.</summary>
    public bool IsRestored => Restored is not null;

    /// <summary>Bodies of REST responses made from this view.</summary>
    internal EnvelopeCache Envelopes => _envelopes ?? Interlocked.CompareExchange(ref _envelopes, new EnvelopeCache(this), null) ?? _envelopes;

    /// <summary>Stream messages made from this view.</summary>
    internal StreamRenderings Renderings =>
        _renderings ?? Interlocked.CompareExchange(ref _renderings, new StreamRenderings(this), null) ?? _renderings;

    /// <summary>The bytes of <paramref name="document"/>; null where there is no data for it yet.</summary>
    public ReadOnlyMemory<byte>? Document(ViewDocument document, SchemaVersion version) =>
        Restored is { } restored ? restored.Document(document, version) : View.Document(document, version);
}
