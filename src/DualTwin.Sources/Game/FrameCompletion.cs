using DualTwin.F1Game.Packets;

namespace DualTwin.Sources.Game;

/// <summary>
/// Knows when all packets of a game's frame are there. Which kinds a frame has depends on format and session, so it is learnt: a kind
/// is expected as long as one of the last frames had it.
/// </summary>
internal sealed class FrameCompletion
{
    private const int Memory = 8;

    private static readonly uint EveryFrame =
        Bit(PacketId.Motion) | Bit(PacketId.LapData) | Bit(PacketId.CarTelemetry) | Bit(PacketId.CarStatus) | Bit(PacketId.MotionEx)
        | Bit(PacketId.CarTelemetry2);

    private uint[] _before = new uint[Memory];
    private uint _expected;
    private uint _arrived;
    private int _next;

    /// <summary>A copy that goes its own way.</summary>
    public FrameCompletion Copy()
    {
        var copy = (FrameCompletion)MemberwiseClone();
        copy._before = [.. _before];
        return copy;
    }

    /// <summary>Whether all kinds of packets that are expected of the current frame are there.</summary>
    public bool IsComplete => _expected != 0 && (_arrived & _expected) == _expected;

    /// <summary>Notes a packet of the current frame; true where it is the one that makes the frame complete.</summary>
    public bool Arrived(PacketId kind)
    {
        var bit = Bit(kind) & EveryFrame;
        var before = _arrived;
        _arrived |= bit;
        return bit != 0 && _arrived != before && IsComplete;
    }

    /// <summary>Begins another frame; false where the one before lacked a kind of packet.</summary>
    public bool Next()
    {
        var whole = (_arrived & _expected) == _expected || _arrived == 0;
        if (_arrived != 0)
        {
            // Counted round: a feed that is sent for ever must not overflow it.
            _before[_next] = _arrived;
            _next = (_next + 1) % Memory;
        }

        _arrived = 0;
        _expected = 0;
        foreach (var frame in _before)
        {
            _expected |= frame;
        }

        return whole;
    }

    /// <summary>Forgets the current frame, which a flashback has undone: nothing more is expected of it.</summary>
    public void Abandon() => _arrived = 0;

    private static uint Bit(PacketId kind) => 1u << (int)kind;
}
