using System.Buffers;
using System.Text;

namespace DualTwin.Sources.Recording.Container;

/// <summary>Writes records: what a segment has not named yet is named before its first use.</summary>
internal sealed class RecordEncoder
{
    private readonly ArrayBufferWriter<byte> _plain = new(64 * 1024);
    private readonly Dictionary<MessageOrigin, int> _streams = [];
    private readonly Dictionary<string, int> _channels = new(StringComparer.Ordinal);
    private long _before;

    /// <summary>The records since the last <see cref="Taken"/>.</summary>
    public ReadOnlySpan<byte> Plain => _plain.WrittenSpan;

    /// <summary>Messages among them.</summary>
    public int Messages { get; private set; }

    /// <summary>Arrival of the first of them, ticks (UTC).</summary>
    public long FirstArrival { get; private set; }

    /// <summary>Arrival of the newest message, ticks (UTC).</summary>
    public long LastArrival { get; private set; }

    /// <summary>Adds a message.</summary>
    public void Add(MessageOrigin stream, in RawMessage message)
    {
        var streamId = IdOf(stream);
        var channelId = IdOf(message.Channel);
        var arrival = message.ReceivedAt.UtcTicks;
        Byte(RecordTags.Message);
        Unsigned((ulong)streamId);
        Unsigned((ulong)channelId);
        Signed(arrival - _before);
        Byte((byte)((message.Snapshot ? RecordTags.SnapshotFlag : 0) | (message.SentAt is null ? 0 : RecordTags.SentAtFlag)));
        if (message.SentAt is { } sentAt)
        {
            Signed(sentAt.UtcTicks - arrival);
        }

        Unsigned((ulong)message.Content.Length);
        _plain.Write(message.Content);
        FirstArrival = Messages == 0 ? arrival : FirstArrival;
        (LastArrival, _before) = (arrival, arrival);
        Messages++;
    }

    /// <summary>Adds that the session goes on with the source called <paramref name="sourceName"/>.</summary>
    public void Turned(string sourceName, DateTimeOffset at)
    {
        Byte(RecordTags.Turned);
        Signed(at.UtcTicks - _before);
        Text(sourceName);
    }

    /// <summary>The records are in a chunk.</summary>
    public void Taken()
    {
        _plain.ResetWrittenCount();
        Messages = 0;
    }

    /// <summary>A new segment begins, which names everything anew.</summary>
    public void BeginSegment()
    {
        _streams.Clear();
        _channels.Clear();
        _before = 0;
    }

    private int IdOf(MessageOrigin stream)
    {
        if (_streams.TryGetValue(stream, out var id))
        {
            return id;
        }

        id = _streams[stream] = _streams.Count;
        Byte(RecordTags.Stream);
        Unsigned((ulong)id);
        Text(stream.Intake);
        Text(stream.Identity.Type);
        Text(stream.Identity.Name);
        Unsigned((ulong)stream.Life);
        Byte((byte)stream.Identity.Mode);
        Byte(stream.Identity.Simulated ? (byte)1 : (byte)0);
        return id;
    }

    private int IdOf(string channel)
    {
        if (_channels.TryGetValue(channel, out var id))
        {
            return id;
        }

        id = _channels[channel] = _channels.Count;
        Byte(RecordTags.Channel);
        Unsigned((ulong)id);
        Text(channel);
        return id;
    }

    private void Byte(byte value)
    {
        _plain.GetSpan(1)[0] = value;
        _plain.Advance(1);
    }

    private void Text(string text)
    {
        Unsigned((ulong)Encoding.UTF8.GetByteCount(text));
        _plain.Advance(Encoding.UTF8.GetBytes(text, _plain.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
    }

    // Zigzag: small numbers of either sign are short.
    private void Signed(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    // Seven bits a byte, the lowest first; the eighth says that more follow.
    private void Unsigned(ulong value)
    {
        var to = _plain.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            to[length++] = (byte)(value | 0x80);
        }

        to[length++] = (byte)value;
        _plain.Advance(length);
    }
}
