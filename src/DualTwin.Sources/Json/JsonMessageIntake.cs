using DualTwin.Sources.Recording;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Json;
using Microsoft.Extensions.Logging;

namespace DualTwin.Sources.Json;

/// <summary>
/// Turns the messages of one sender into frames, for every source that carries JSON. Counts and logs what it refuses; never throws
/// for what a message holds. For one reader at a time.
/// </summary>
/// <remarks>
/// A message that repeats the newest good one byte by byte gives no frame: it counts as silence, whereas the same values with a
/// moved timestamp, or other values with the same timestamp, are alive. What <see cref="MessageOrder"/> calls late gives no frame
/// either, and neither does JSON in which nothing is telemetry.
/// </remarks>
internal sealed class JsonMessageIntake : IMessageIntake
{
    /// <summary>Messages that overtake one another by this much still count: senders with several threads stamp so.</summary>
    private static readonly TimeSpan ReorderWindow = TimeSpan.FromMilliseconds(200);

    /// <summary>Datagrams that overtake one another come late singly; three in a row are a clock that was set back.</summary>
    private const int LateInRow = 3;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);
    private static readonly SessionUpdate SaysNothingOfSession = new();
    private static readonly TrackUpdate SaysNothingOfTrack = new();

    private readonly SourceIdentity _identity;
    private readonly SourceCounters _counters;
    private readonly TimeProvider _time;
    private readonly Action _refusedMessage;
    private readonly ILogger _logger;
    private MessageOrder _order;
    private byte[] _before = [];
    private int _beforeLength;

    /// <param name="identity">Who makes the frames.</param>
    /// <param name="counters">Takes messages, repeats and refusals; frames are counted by who hands them on.</param>
    /// <param name="time">The clock that stamps arrival.</param>
    /// <param name="logger">Takes a bounded number of refusals.</param>
    /// <param name="refusedMessage">Called for each message refused as a whole; null counts it in <paramref name="counters"/>.</param>
    public JsonMessageIntake(
        SourceIdentity identity, SourceCounters counters, TimeProvider time, ILogger logger, Action? refusedMessage = null)
    {
        _identity = identity;
        _counters = counters;
        _time = time;
        _logger = logger;
        _refusedMessage = refusedMessage ?? counters.CountRefusedMessage;
        _order = new MessageOrder(ReorderWindow, LateInRow, Quiet, time);
        Log = new RefusalLog($"{identity.Type} {identity.Name}", time, logger);
    }

    /// <summary>Where refusals are logged.</summary>
    public RefusalLog Log { get; }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Sees every message as it is taken; null for nobody.</summary>
    public IMessageTap? Tap { get; init; }

    /// <summary>What tells the sender from others of the source; empty where there is one.</summary>
    public string Channel { get; init; } = string.Empty;

    /// <summary>The frame that <paramref name="message"/>, which arrives now, gives; null where it gives none. Keeps no hold of the bytes.</summary>
    public Frame? Take(ReadOnlySpan<byte> message)
    {
        var raw = new RawMessage(Channel, _time.GetUtcNow(), sentAt: null, snapshot: false, message);
        Tap?.Take(raw);
        return Take(raw);
    }

    /// <inheritdoc/>
    public Frame? Take(in RawMessage message)
    {
        _counters.CountMessage();
        var content = message.Content;
        if (_beforeLength > 0 && content.SequenceEqual(_before.AsSpan(0, _beforeLength)))
        {
            _counters.CountRepeat();
            return null;
        }

        var json = content.StartsWith(ByteOrderMark) ? content[ByteOrderMark.Length..] : content;
        var result = SnapshotReader.Read(json, _identity, message.ReceivedAt);
        CountProblems(result);
        return Judge(result) ? Keep(content, result.Frame! with { ClockSetBack = _order.WasSetBack }) : null;
    }

    /// <inheritdoc/>
    public IMessageIntake Copy(SourceCounters counters, TimeProvider time) => new JsonMessageIntake(_identity, counters, time, _logger)
    {
        _before = [.. _before],
        _beforeLength = _beforeLength,
        _order = _order.Copy(time),
        Channel = Channel,
    };

    /// <summary>Counts and logs a message that was refused before it was read.</summary>
    public void Refuse(string reason, string what)
    {
        _counters.CountMessage();
        _counters.Refuse(reason);
        _refusedMessage();
        Log.Refused(reason, what);
    }

    /// <summary>Begins anew, for another sender.</summary>
    public void Forget()
    {
        _beforeLength = 0;
        _order.Forget();
    }

    private bool Judge(SnapshotReadResult result)
    {
        if (result.Frame is not { } frame)
        {
            _refusedMessage();
            return false;
        }

        if (SaysNothing(frame))
        {
            RefuseEmpty(result.Refused);
            return false;
        }

        if (_order.Accepts(frame.MeasuredAt))
        {
            return true;
        }

        _counters.Refuse(JsonRefusal.OutOfOrder);
        Log.Refused(JsonRefusal.OutOfOrder, $"measured at {frame.MeasuredAt:O}, the newest was measured at {_order.Newest:O}");
        return false;
    }

    // Where every value was wrong the message is a bad one; where there was none to begin with it is only no telemetry.
    private void RefuseEmpty(int refusedValues)
    {
        if (refusedValues > 0)
        {
            _refusedMessage();
        }
        else
        {
            _counters.Refuse(JsonRefusal.NoTelemetry);
        }
    }

    private void CountProblems(SnapshotReadResult result)
    {
        foreach (var problem in result.Problems)
        {
            _counters.Refuse(problem.Reason);
            Log.Value(problem);
        }

        if (result.Refused > result.Problems.Length)
        {
            _counters.Refuse(JsonRefusal.FurtherProblems, result.Refused - result.Problems.Length);
        }
    }

    private Frame Keep(ReadOnlySpan<byte> message, Frame frame)
    {
        if (_before.Length < message.Length)
        {
            _before = new byte[message.Length];
        }

        message.CopyTo(_before);
        _beforeLength = message.Length;
        return frame;
    }

    private static bool SaysNothing(Frame frame) =>
        frame.Cars.IsEmpty && frame.Session == SaysNothingOfSession && frame.Track == SaysNothingOfTrack;
}
