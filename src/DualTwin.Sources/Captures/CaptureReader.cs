using DualTwin.Sources.Recording;
using DualTwin.Sources.Replay;
using DualTwin.Sources.Udp;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Captures;

/// <summary>
/// Reads a capture through the intake that takes live datagrams. What is broken in it ends it: all before counts, as of a recording that
/// was cut off.
/// </summary>
internal sealed class CaptureReader : IRecordingReader
{
    // A damaged time must not carry all that comes after it into another century.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    private readonly SourceCounters _counters;
    private readonly ArrivalClock _clock = new();
    private readonly IMessageIntake _intake;
    private readonly IEnumerator<CapturedDatagram> _datagrams;
    private DateTimeOffset? _zero;
    private long _read;

    public CaptureReader(string path, SourceIdentity identity, SourceCounters counters)
        : this(path, counters) => _intake = new RecordedUdpIntake(identity, counters, _clock);

    public CaptureReader(string path, CaptureMark mark, SourceCounters counters)
        : this(path, counters)
    {
        _intake = mark.Intake.Copy(counters, _clock)!;
        (_zero, At) = (mark.Zero, mark.At);
        _clock.Set((_zero ?? DateTimeOffset.UnixEpoch) + At);
        while (_read < mark.Datagrams && _datagrams.MoveNext())
        {
            // What they say is known already.
            _read++;
        }
    }

    private CaptureReader(string path, SourceCounters counters)
    {
        (_counters, _intake) = (counters, null!);
        _datagrams = CaptureFile.Read(path).GetEnumerator();
    }

    public Frame Current { get; private set; } = null!;

    public TimeSpan At { get; private set; }

    public bool MoveNext()
    {
        var frame = _intake.Next();
        while (frame is null)
        {
            if (!NextDatagram())
            {
                return false;
            }

            frame = Take(_datagrams.Current);
        }

        Current = frame;
        return true;
    }

    public RecordingMark Mark() => new CaptureMark(_read, At, _zero, _intake.Copy(new SourceCounters(), _clock)!);

    public void Dispose() => _datagrams.Dispose();

    private bool NextDatagram()
    {
        try
        {
            var more = _datagrams.MoveNext();
            _read += more ? 1 : 0;
            return more;
        }
        catch (SourceException) when (_read > 0)
        {
            _counters.Refuse(RecordingRefusal.CutOff);
            return false;
        }
    }

    private Frame? Take(in CapturedDatagram datagram)
    {
        _zero ??= datagram.CapturedAt - datagram.Offset ?? DateTimeOffset.UnixEpoch;
        At = datagram.Offset > At && datagram.Offset < Longest ? datagram.Offset : At;
        var content = datagram.Bytes.Span;
        if (WhyLeft(datagram) is { } reason)
        {
            _counters.CountMessage();
            _counters.Refuse(reason);
            return null;
        }

        var receivedAt = _zero.Value + At;
        _clock.Set(receivedAt);
        return _intake.Take(new RawMessage(string.Empty, receivedAt, sentAt: null, snapshot: false, content));
    }

    // A capture of a network holds what other programs said as well.
    private static string? WhyLeft(in CapturedDatagram datagram)
    {
        if (datagram.Refusal is not null)
        {
            return RecordingRefusal.NotWhole;
        }

        if (datagram.Bytes.IsEmpty)
        {
            return UdpRefusal.Empty;
        }

        return SenderIntake.IsGame(datagram.Bytes.Span) || SenderIntake.IsText(datagram.Bytes.Span) ? null : UdpRefusal.Binary;
    }
}
