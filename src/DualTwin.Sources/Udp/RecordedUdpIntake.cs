using DualTwin.Sources.Recording;
using DualTwin.Telemetry.Frames;
using Microsoft.Extensions.Logging.Abstractions;

namespace DualTwin.Sources.Udp;

/// <summary>Makes frames of recorded datagrams. A datagram may complete two: one that lacked a packet, and its own.</summary>
internal sealed class RecordedUdpIntake(SourceIdentity identity, SourceCounters counters, TimeProvider time) : IMessageIntake
{
    private readonly SenderIntake _sender = new(identity, counters, time, NullLogger.Instance);

    /// <inheritdoc/>
    public Frame? Take(in RawMessage message)
    {
        _sender.Take(in message);
        return _sender.Next();
    }

    /// <inheritdoc/>
    public Frame? Next() => _sender.Next();

    /// <summary>Null: what has been put together of a game is not copied.</summary>
    public IMessageIntake? Copy(SourceCounters counters, TimeProvider time) => null;
}
