using DualTwin.Sources.Recording;
using DualTwin.Telemetry.Frames;
using Microsoft.Extensions.Logging.Abstractions;

namespace DualTwin.Sources.Udp;

/// <summary>Makes frames of recorded datagrams. A datagram may complete two: one that lacked a packet, and its own.</summary>
internal sealed class RecordedUdpIntake : IMessageIntake
{
    private readonly SenderIntake _sender;

    public RecordedUdpIntake(SourceIdentity identity, SourceCounters counters, TimeProvider time)
        : this(new SenderIntake(identity, counters, time, NullLogger.Instance))
    {
    }

    private RecordedUdpIntake(SenderIntake sender) => _sender = sender;

    /// <inheritdoc/>
    public Frame? Take(in RawMessage message)
    {
        _sender.Take(in message);
        return _sender.Next();
    }

    /// <inheritdoc/>
    public Frame? Next() => _sender.Next();

    /// <inheritdoc/>
    public IMessageIntake Copy(SourceCounters counters, TimeProvider time) => new RecordedUdpIntake(_sender.Copy(counters, time));
}
