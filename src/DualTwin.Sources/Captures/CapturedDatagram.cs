namespace DualTwin.Sources.Captures;

/// <summary>A UDP datagram of a capture.</summary>
/// <param name="Offset">Time since the capture's first datagram; zero where the capture keeps no times. Negative where its times go back.</param>
/// <param name="Bytes">What the datagram carried; empty where it is refused.</param>
/// <param name="Refusal">Why the datagram cannot be given whole; null where it can.</param>
public readonly record struct CapturedDatagram(TimeSpan Offset, ReadOnlyMemory<byte> Bytes, string? Refusal = null)
{
    /// <summary>When it was captured (UTC); null where the capture keeps no calendar time.</summary>
    public DateTimeOffset? CapturedAt { get; init; }
}
