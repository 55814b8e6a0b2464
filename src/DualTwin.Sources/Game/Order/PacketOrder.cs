using DualTwin.F1Game.Packets;

namespace DualTwin.Sources.Game.Order;

/// <summary>
/// Tells of each packet of one game whether it is new, late, doubled or of another session, and when the game has gone back in time.
/// Since 2023 a counter that is never set back orders all packets; before, the frame does, which a flashback sets back.
/// </summary>
internal sealed class PacketOrder
{
    /// <summary>Frames by which packets may overtake one another: half a second at sixty frames a second.</summary>
    private const int ReorderFrames = 30;

    /// <summary>Packets in a row from before the reorder window that prove a flashback nobody told of, where no counter does.</summary>
    private const int BackInRow = 6;

    /// <summary>Late packets in a row that prove the newest one wrong: a network does not hold back that many.</summary>
    private const int LateInRow = 60;

    private const int Kinds = 32;
    private const int KeysPerKind = 32;
    private const long Never = -1;

    private long[] _newestOf = new long[Kinds * KeysPerKind];
    private SeenEvents _events = new();
    private Queue<ulong> _former = new();
    private ulong? _session;
    private long _newest = Never;
    private long _rewound;
    private int _backInRow;
    private int _lateInRow;
    private long _guardUntil = Never;
    private Claim? _claim;
    private (long Target, long From)? _told;

    /// <summary>A copy that goes its own way.</summary>
    public PacketOrder Copy()
    {
        var copy = (PacketOrder)MemberwiseClone();
        (copy._newestOf, copy._events, copy._former) = ([.. _newestOf], _events.Copy(), new Queue<ulong>(_former));
        return copy;
    }

    /// <summary>
    /// Judges a packet by its header. Packets that come one for each car, or in parts, name it in <paramref name="key"/> (0…31).
    /// </summary>
    public PacketVerdict Judge(in PacketHeader header, int key, out PacketTurn turn)
    {
        turn = default;
        if (header.SessionUid == 0)
        {
            return PacketVerdict.OutsideSession;
        }

        if (header.SessionUid != _session)
        {
            if (_former.Contains(header.SessionUid))
            {
                return PacketVerdict.FormerSession;
            }

            // A session that runs is not given up for one packet, which may be damaged.
            var claim = new Claim(header.SessionUid, 0, Never);
            if (_session is not null && !IsSecond(claim))
            {
                _claim = claim;
                return PacketVerdict.Unconfirmed;
            }

            turn = new PacketTurn(NewSession: true, null, Confirmed: _session is not null);
            Begin(header.SessionUid);
        }

        return IsClosing(header) ? PacketVerdict.Take : JudgeInTime(in header, key, ref turn);
    }

    /// <summary>Judges an event that <see cref="Judge"/> took: events of one frame differ only by what they say.</summary>
    public PacketVerdict JudgeEvent(in PacketHeader header, ReadOnlySpan<byte> body) =>
        _events.Add(OrderOf(header), body) ? PacketVerdict.Take : PacketVerdict.Duplicate;

    /// <summary>
    /// Takes the game's word that it went back to <paramref name="frame"/>, in an event with the given header. Null where that was
    /// known already from packets that overtook it, and where the next packets are to confirm it; <paramref name="isOther"/> tells
    /// whether it says otherwise than a packet that is unconfirmed.
    /// </summary>
    public long? Flashback(in PacketHeader header, long frame, out bool isOther)
    {
        isOther = false;
        if (frame > header.FrameIdentifier)
        {
            return null;
        }

        if (header.OverallFrameIdentifier is { } overall)
        {
            var claim = new Claim(header.SessionUid, overall - frame, frame);
            if (claim.Rewound > _rewound)
            {
                isOther = !IsSecond(claim);
                _claim = claim;
            }

            return null;
        }

        // Packets of the new time line may have come before this event: then they have told it.
        if (_newest < header.FrameIdentifier - ReorderFrames || frame >= _newest)
        {
            return null;
        }

        // One event alone may be damaged: a packet that lies where only the new time line is confirms it.
        if (frame < _newest - ReorderFrames)
        {
            _told = (frame, _newest);
            return null;
        }

        _guardUntil = _newest;
        VoidUpTo(frame);
        return frame;
    }

    /// <summary>Forgets what a packet alone has said: of a session or a time line that no other packet belongs to.</summary>
    public void Unclaim() => _claim = null;

    private static long OrderOf(in PacketHeader header) => header.OverallFrameIdentifier ?? header.FrameIdentifier;

    // The end of a session is told with frame 0: it comes after everything.
    private bool IsClosing(in PacketHeader header) =>
        header.FrameIdentifier == 0
        && _newest > 0
        && header.PacketId is PacketId.Event or PacketId.FinalClassification or PacketId.SessionHistory;

    private void Begin(ulong session)
    {
        if (_session is { } former)
        {
            _former.Enqueue(former);
            while (_former.Count > 8)
            {
                _former.Dequeue();
            }
        }

        _session = session;
        _claim = null;
        _rewound = 0;
        _events.Clear();
        VoidUpTo(Never);
        _guardUntil = Never;
        _told = null;
    }

    private bool IsSecond(Claim claim) => _claim is { } first && (first.Session, first.Rewound) == (claim.Session, claim.Rewound);

    private PacketVerdict JudgeInTime(in PacketHeader header, int key, ref PacketTurn turn)
    {
        var verdict = header.OverallFrameIdentifier is { } overall
            ? JudgeOverall(overall, header.FrameIdentifier, ref turn)
            : JudgeFrame(header.FrameIdentifier, ref turn);
        verdict = verdict == PacketVerdict.Take ? JudgeKind(in header, key) : verdict;
        _lateInRow = verdict == PacketVerdict.Late ? _lateInRow + 1 : 0;
        if (_lateInRow < LateInRow)
        {
            return verdict;
        }

        _rewound = (header.OverallFrameIdentifier ?? 0) - (header.OverallFrameIdentifier is null ? 0 : header.FrameIdentifier);
        VoidUpTo(OrderOf(header) - 1);
        _guardUntil = Never;
        turn = turn with { RewindToFrame = header.FrameIdentifier - 1L };
        return PacketVerdict.Take;
    }

    private PacketVerdict JudgeOverall(long overall, long frame, ref PacketTurn turn)
    {
        var rewound = overall - frame;
        if (rewound < _rewound)
        {
            return PacketVerdict.Late;
        }

        if (rewound > _rewound)
        {
            // The game went back at some moment after the newest packet of before: no later than to where that one would lie now.
            if (_newest != Never)
            {
                var claim = new Claim(_session!.Value, rewound, Math.Min(frame - 1, _newest - rewound));
                if (!IsSecond(claim))
                {
                    _claim = claim;
                    return PacketVerdict.Unconfirmed;
                }

                turn = turn with { RewindToFrame = Math.Min(claim.Target, _claim!.Value.Target), Confirmed = true };
                VoidUpTo(_newest);
            }

            (_rewound, _claim) = (rewound, null);
        }

        _newest = Math.Max(_newest, overall);
        return PacketVerdict.Take;
    }

    private PacketVerdict JudgeFrame(long frame, ref PacketTurn turn)
    {
        if (frame > _guardUntil)
        {
            _guardUntil = Never;
        }
        else if (frame > _newest + ReorderFrames)
        {
            // Just after a flashback a far later frame is one that the flashback has undone.
            return PacketVerdict.Late;
        }

        if (frame >= _newest - ReorderFrames)
        {
            // The game went on as if nothing had been taken back.
            _told = frame > _told?.From + ReorderFrames ? null : _told;
            _backInRow = frame >= _newest ? 0 : _backInRow;
            _newest = Math.Max(_newest, frame);
            return PacketVerdict.Take;
        }

        var target = _told is { } told && frame > told.Target ? told.Target : (long?)null;
        if (target is null && ++_backInRow < BackInRow)
        {
            return PacketVerdict.Late;
        }

        (_guardUntil, _told) = (target is null ? _guardUntil : _newest, null);
        turn = turn with { RewindToFrame = target ?? (frame - 1) };
        VoidUpTo(target ?? (frame - 1));
        _newest = frame;
        return PacketVerdict.Take;
    }

    private PacketVerdict JudgeKind(in PacketHeader header, int key)
    {
        if (header.PacketId == PacketId.Event)
        {
            return PacketVerdict.Take;
        }

        ref var newest = ref _newestOf[((int)header.PacketId % Kinds * KeysPerKind) + (key % KeysPerKind)];
        var order = OrderOf(header);
        if (order <= newest)
        {
            return order == newest ? PacketVerdict.Duplicate : PacketVerdict.Late;
        }

        newest = order;
        return PacketVerdict.Take;
    }

    private void VoidUpTo(long order)
    {
        Array.Fill(_newestOf, order);
        _newest = order;
        _backInRow = 0;
        _lateInRow = 0;
    }

    /// <summary>What one packet alone says: another session, or that so many frames have been taken back.</summary>
    /// <param name="Session">The session it belongs to.</param>
    /// <param name="Rewound">Frames taken back in it so far, all flashbacks together.</param>
    /// <param name="Target">The frame gone back to; −1 where it is of another session.</param>
    private readonly record struct Claim(ulong Session, long Rewound, long Target);
}
