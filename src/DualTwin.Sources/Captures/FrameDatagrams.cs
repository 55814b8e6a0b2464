using System.Buffers.Binary;

namespace DualTwin.Sources.Captures;

/// <summary>From captured frames to UDP datagrams, with their times since the first.</summary>
internal sealed class FrameDatagrams
{
    private const int UdpHeaderBytes = 8;

    // Three centuries: what damaged stamps say beyond is no calendar.
    private const long MostCalendarTicks = 300 * 366 * TimeSpan.TicksPerDay;

    private readonly FragmentStore _fragments = new();
    private Int128? _first;
    private TimeSpan _last;

    /// <summary>The datagram that the frame completes, or a refusal; null for what is no UDP and for a fragment that others follow.</summary>
    public CapturedDatagram? Take(int linkType, Int128 ticks, ReadOnlySpan<byte> frame)
    {
        if (!IpPayload.TryRead(LinkFrame.Ip(linkType, frame), out var payload))
        {
            return null;
        }

        _first ??= ticks;
        _last = TimeSpan.FromTicks((long)Int128.Clamp(ticks - _first.Value, TimeSpan.MinValue.Ticks, TimeSpan.MaxValue.Ticks));
        if (payload.IsCut)
        {
            return Refused(CaptureRefusal.CutShort);
        }

        if (!payload.IsFragment)
        {
            return Datagram(payload.Bytes);
        }

        var whole = _fragments.Take(payload, out var givenUp);
        return whole is not null ? Datagram(whole) : givenUp ? Refused(CaptureRefusal.IncompleteFragments) : null;
    }

    /// <summary>A refusal for each datagram of which fragments are missing.</summary>
    public IEnumerable<CapturedDatagram> End() => Enumerable.Repeat(Refused(CaptureRefusal.IncompleteFragments), _fragments.Open);

    private CapturedDatagram Datagram(ReadOnlySpan<byte> udp)
    {
        // Length 0 stands for the rest of a packet too big for the field.
        var length = udp.Length < UdpHeaderBytes ? -1 : BinaryPrimitives.ReadUInt16BigEndian(udp[4..]) is var told and not 0 ? told : udp.Length;
        return length < UdpHeaderBytes || length > udp.Length
            ? Refused(CaptureRefusal.WrongUdpLength)
            : new CapturedDatagram(_last, udp[UdpHeaderBytes..length].ToArray()) { CapturedAt = Calendar() };
    }

    private DateTimeOffset? Calendar() =>
        _first + _last.Ticks is { } ticks && ticks >= 0 && ticks <= MostCalendarTicks ? DateTimeOffset.UnixEpoch.AddTicks((long)ticks) : null;

    private CapturedDatagram Refused(string reason) => new(_last, default, reason);
}
