using System.Collections.Concurrent;
using DualTwin.Server.Sessions;
using DualTwin.Telemetry.Schema;

namespace DualTwin.Server.Api.Envelopes;

/// <summary>Response bodies made from one published view: each is made once, by the first who asks, and sent to all.</summary>
internal sealed class EnvelopeCache(PublishedView published)
{
    private readonly byte[]?[] _bodies = new byte[]?[Enum.GetValues<EnvelopeKind>().Length * SchemaVersions.Supported.Count];
    private ConcurrentDictionary<(string CarId, SchemaVersion Version), byte[]>? _carTwins;

    /// <summary>The body for <paramref name="kind"/>. Two first readers at once may both make it: it is the same.</summary>
    public byte[] Body(EnvelopeKind kind, SchemaVersion version)
    {
        var slot = ((int)kind * SchemaVersions.Supported.Count) + (int)version;
        return _bodies[slot] ??= ViewEnvelopes.Write(published, kind, version);
    }

    /// <summary>The body with the twin of a car that takes part; only such cars are asked for here, so the cache is bounded.</summary>
    public byte[] CarTwin(string carId, SchemaVersion version)
    {
        var bodies = _carTwins ?? Interlocked.CompareExchange(ref _carTwins, new(), null) ?? _carTwins;
        return bodies.GetOrAdd((carId, version), static (key, p) => ViewEnvelopes.WriteCarTwin(p, key.CarId, key.Version), published);
    }
}
