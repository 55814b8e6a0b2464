using System.Text;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Recording.Container;

/// <summary>Reads records of one segment after the other. What makes no sense ends the chunk and says so.</summary>
internal sealed class RecordDecoder
{
    private readonly Dictionary<ulong, MessageOrigin> _streams = [];
    private readonly Dictionary<ulong, string> _channels = [];
    private byte[] _plain = [];
    private int _length;
    private int _at;
    private long _before;

    /// <summary>The stream of the message at hand.</summary>
    public MessageOrigin Stream { get; private set; } = null!;

    /// <summary>The source that the session goes on with, where the record at hand says so; null for a message.</summary>
    public string? TurnedTo { get; private set; }

    /// <summary>Whether the chunk held something that is no record.</summary>
    public bool Broken { get; private set; }

    private string _channel = string.Empty;
    private DateTimeOffset _receivedAt;
    private DateTimeOffset? _sentAt;
    private bool _snapshot;
    private Range _content;

    /// <summary>The message at hand, valid until the next move.</summary>
    public RawMessage Message => new(_channel, _receivedAt, _sentAt, _snapshot, _plain.AsSpan(_content));

    /// <summary>Forgets what the segment before has named.</summary>
    public void BeginSegment()
    {
        _streams.Clear();
        _channels.Clear();
        _before = 0;
        (_at, _length) = (0, 0);
    }

    /// <summary>Reads from <paramref name="plain"/> from now on.</summary>
    public void Begin(byte[] plain, int length) => (_plain, _length, _at, Broken) = (plain, length, 0, false);

    /// <summary>Moves to the next message, or change of source, of the chunk; false at its end.</summary>
    public bool MoveNext()
    {
        TurnedTo = null;
        while (_at < _length && !Broken)
        {
            switch (_plain[_at++])
            {
                case RecordTags.Stream:
                    Name();
                    break;
                case RecordTags.Channel:
                    var id = Unsigned();
                    _channels[id] = Text();
                    break;
                case RecordTags.Message:
                    if (ReadMessage())
                    {
                        return true;
                    }

                    break;
                case RecordTags.Turned:
                    Signed();
                    TurnedTo = Text();
                    if (!Broken)
                    {
                        return true;
                    }

                    break;
                default:
                    Broken = true;
                    break;
            }
        }

        return false;
    }

    private void Name()
    {
        var id = Unsigned();
        var (intake, type, name) = (Text(), Text(), Text());
        var life = Unsigned();
        if (life > int.MaxValue || _at + 2 > _length || _plain[_at] > (byte)SourceMode.Replay)
        {
            Broken = true;
            return;
        }

        _streams[id] = new MessageOrigin(intake, new SourceIdentity(type, name, (SourceMode)_plain[_at]) { Simulated = _plain[_at + 1] != 0 }, (int)life);
        _at += 2;
    }

    private bool ReadMessage()
    {
        var known = _streams.TryGetValue(Unsigned(), out var stream) & _channels.TryGetValue(Unsigned(), out var channel);
        var arrival = _before + Signed();
        var flags = _at < _length ? _plain[_at++] : (byte)0;
        var sent = (flags & RecordTags.SentAtFlag) != 0 ? arrival + Signed() : (long?)null;
        var length = Unsigned();
        if (!known || Broken || length > (ulong)(_length - _at) || !IsInstant(arrival) || !IsInstant(sent ?? 0))
        {
            Broken = true;
            return false;
        }

        (Stream, _channel, _snapshot) = (stream!, channel!, (flags & RecordTags.SnapshotFlag) != 0);
        _receivedAt = new DateTimeOffset(arrival, TimeSpan.Zero);
        _sentAt = sent is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        _content = _at..(_at + (int)length);
        _at += (int)length;
        _before = arrival;
        return true;
    }

    private static bool IsInstant(long ticks) => ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;

    private string Text()
    {
        var length = Unsigned();
        if (Broken || length > (ulong)(_length - _at))
        {
            Broken = true;
            return string.Empty;
        }

        _at += (int)length;
        return Encoding.UTF8.GetString(_plain, _at - (int)length, (int)length);
    }

    private long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong Unsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64 && _at < _length; shift += 7)
        {
            var b = _plain[_at++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }

        Broken = true;
        return 0;
    }
}
