using System.Collections.Immutable;
using DualTwin.F1Game.Packets;
using DualTwin.Sources.Game.Order;
using DualTwin.Sources.Game.Session;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Game;

/// <summary>
/// Puts the packets of one game together: all that belong to one frame of the game make one frame of ours. Nothing is told before the
/// game has said what session it is and who drives. For one reader at a time.
/// </summary>
internal sealed class GameAssembler(SourceIdentity identity, SourceCounters counters)
{
    /// <summary>Most messages of a session, twenty times what a busy one has: they are kept as long as the session.</summary>
    public const int MostMessages = 10_000;

    private const long None = -1;

    private readonly List<RaceControlMessage> _messages = [];
    private PacketOrder _order = new();
    private HeldPacket _held = new();
    private FrameCompletion _completion = new();
    private DateTimeOffset _receivedAt;
    private long _pending = None;
    private long? _tick;
    private TimeSpan? _sessionTime;
    private long? _rewindTo;
    private bool _undone;
    private int _said;

    /// <summary>What is wrong in good packets.</summary>
    public GameFaults Faults { get; } = new(counters);

    /// <summary>The session; its first packet makes another.</summary>
    public GameSession Session { get; private set; } = new(0);

    /// <summary>The cars of the session.</summary>
    public GameField Field { get; private set; } = new();

    /// <summary>An assembler that knows what this one knows, goes its own way from here and counts with <paramref name="other"/>.</summary>
    public GameAssembler Copy(SourceCounters other)
    {
        var copy = new GameAssembler(identity, other)
        {
            _order = _order.Copy(),
            _held = _held.Copy(),
            _completion = _completion.Copy(),
            _receivedAt = _receivedAt,
            _pending = _pending,
            _tick = _tick,
            _sessionTime = _sessionTime,
            _rewindTo = _rewindTo,
            _undone = _undone,
            _said = _said,
            Session = Session.Copy(),
            Field = Field.Copy(),
        };
        copy._messages.AddRange(_messages);
        return copy;
    }

    /// <summary>
    /// Takes a datagram in; <paramref name="frames"/> gets what is complete with it. False where the datagram is no packet of a session:
    /// then it is counted why.
    /// </summary>
    public bool Take(ReadOnlySpan<byte> datagram, DateTimeOffset receivedAt, Queue<Frame> frames)
    {
        counters.CountMessage();
        if (!PacketHeader.TryRead(datagram, out var header, out var refusal))
        {
            counters.CountRefusedMessage();
            counters.Refuse(GameRefusal.Of(refusal));
            return false;
        }

        if (_held.Is(datagram))
        {
            counters.Refuse(GameRefusal.Of(PacketVerdict.Duplicate));
            return true;
        }

        var verdict = Judge(in header, datagram[header.Size..], out var turn);
        if (verdict == PacketVerdict.Unconfirmed)
        {
            LetGo();
            _held.Hold(datagram, receivedAt);
            return true;
        }

        Follow(in header, in turn, frames);
        if (verdict != PacketVerdict.Take)
        {
            counters.Refuse(GameRefusal.Of(verdict));
            return verdict is PacketVerdict.Late or PacketVerdict.Duplicate;
        }

        if (_held.IsOutlived())
        {
            _order.Unclaim();
            LetGo();
        }

        _receivedAt = receivedAt;
        return Read(datagram, in header, frames);
    }

    /// <summary>Tells a message with the frame under way.</summary>
    public void Say(string category, string text, string? carId = null, string? flag = null, int? lap = null)
    {
        if (_said == MostMessages)
        {
            counters.Refuse(GameRefusal.TooManyMessages);
            return;
        }

        _said++;
        _messages.Add(new RaceControlMessage(text, category, _receivedAt) { CarId = carId, Flag = flag, Lap = lap });
    }

    /// <summary>Takes the game's word that it went back to <paramref name="frame"/>.</summary>
    public void Flashback(in PacketHeader header, uint frame)
    {
        if (_order.Flashback(in header, frame, out var isOther) is { } target)
        {
            GoBack(target);
        }

        if (isOther)
        {
            LetGo();
        }
    }

    private void Follow(in PacketHeader header, in PacketTurn turn, Queue<Frame> frames)
    {
        if (turn.NewSession)
        {
            Begin(header.SessionUid, frames);
        }

        if (turn.RewindToFrame is { } frame)
        {
            GoBack(frame);
        }

        if (turn.Confirmed && _held.Any)
        {
            TakeHeld(frames);
        }
    }

    private void TakeHeld(Queue<Frame> frames)
    {
        var datagram = _held.Release();
        if (!PacketHeader.TryRead(datagram, out var header, out _))
        {
            return;
        }

        var verdict = Judge(in header, datagram.AsSpan(header.Size), out _);
        if (verdict != PacketVerdict.Take)
        {
            counters.Refuse(GameRefusal.Of(verdict));
            return;
        }

        _receivedAt = _held.ReceivedAt;
        Read(datagram, in header, frames);
    }

    private void LetGo()
    {
        if (_held.Any)
        {
            _held.Release();
            counters.Refuse(GameRefusal.Of(PacketVerdict.Unconfirmed));
        }
    }

    private PacketVerdict Judge(in PacketHeader header, ReadOnlySpan<byte> body, out PacketTurn turn)
    {
        var key = header.PacketId switch
        {
            PacketId.SessionHistory or PacketId.TyreSets => body[0],
            PacketId.LapPositions => body[1] > 0 ? 1 : 0,
            _ => 0,
        };
        var verdict = _order.Judge(in header, key, out turn);
        return verdict == PacketVerdict.Take && header.PacketId == PacketId.Event ? _order.JudgeEvent(in header, body) : verdict;
    }

    private bool Read(ReadOnlySpan<byte> datagram, in PacketHeader header, Queue<Frame> frames)
    {
        // What ends a session carries frame 0: it belongs to no frame.
        var closing = header.FrameIdentifier == 0 && _pending > 0;
        var order = header.OverallFrameIdentifier ?? header.FrameIdentifier;
        if (!closing && order > _pending)
        {
            Turn(in header, order, frames);
        }

        var taker = new PacketTaker(this);
        var refusal = PacketReader.Read(datagram, ref taker);
        if (refusal != PacketRefusal.None)
        {
            counters.CountRefusedMessage();
            counters.Refuse(GameRefusal.Of(refusal));
            return false;
        }

        if (closing ? header.PacketId != PacketId.Event || Session.Phase.IsOver : _completion.Arrived(header.PacketId))
        {
            Tell(frames);
        }

        return true;
    }

    private void Turn(in PacketHeader header, long order, Queue<Frame> frames)
    {
        // What came after a frame was whole, such as one car's history, is told with the next; so is what a flashback left.
        var told = _completion.IsComplete || _undone;
        _undone = false;
        if (!_completion.Next())
        {
            counters.Refuse(GameRefusal.IncompleteFrame);
        }

        if (!told)
        {
            Tell(frames);
        }

        Session.Phase.Remember(_tick ?? 0);
        _pending = order;
        _tick = header.FrameIdentifier;
        _sessionTime = float.IsFinite(header.SessionTimeSeconds) && header.SessionTimeSeconds is >= 0 and < 1e6f
            ? TimeSpan.FromMilliseconds(Math.Round(header.SessionTimeSeconds * 1000.0))
            : null;
    }

    private void Begin(ulong uid, Queue<Frame> frames)
    {
        Tell(frames);
        Session = new GameSession(uid);
        Field = new GameField();
        _messages.Clear();
        (_pending, _tick, _sessionTime, _rewindTo, _said) = (None, null, null, null, 0);
    }

    private void GoBack(long frame)
    {
        _rewindTo = Math.Min(_rewindTo ?? long.MaxValue, frame);
        _messages.Clear();
        _pending = Math.Min(_pending, Math.Max(frame, 0));
        (_tick, _sessionTime) = (Math.Max(frame, 0), null);
        _undone = true;
        _completion.Abandon();
        Field.GoBack();
        Session.GoBack(frame);
    }

    private void Tell(Queue<Frame> frames)
    {
        if (!Session.IsKnown || !Field.IsKnown)
        {
            _messages.Clear();
            _rewindTo = null;
            return;
        }

        var cars = Cars();
        var session = Session.Tell(Field);
        if (cars.IsEmpty && session is null && _messages.Count == 0)
        {
            return;
        }

        frames.Enqueue(new Frame
        {
            Source = identity,
            MeasuredAt = _receivedAt,
            ReceivedAt = _receivedAt,
            SessionTime = _sessionTime,
            Tick = _tick,
            RewindToTick = _rewindTo,
            Session = session,
            Track = session is null ? null : Session.TellTrack(),
            Cars = cars,
            Messages = [.. _messages],
        });
        _rewindTo = null;
        _messages.Clear();
    }

    private ImmutableArray<CarUpdate> Cars()
    {
        var updates = ImmutableArray.CreateBuilder<CarUpdate>(GameField.Slots);
        foreach (var car in Field.Cars)
        {
            if (car.Progress.TakesPart && car.Tell(Session.IsRace) is { } update)
            {
                updates.Add(update);
            }
        }

        return updates.DrainToImmutable();
    }
}
