using DualTwin.Sources.Game;
using DualTwin.Sources.Json;
using DualTwin.Sources.Recording;
using DualTwin.Telemetry.Frames;
using Microsoft.Extensions.Logging;

namespace DualTwin.Sources.Udp;

/// <summary>Reads what one sender sends: packets of the game or JSON, whichever each datagram is.</summary>
internal sealed class SenderIntake(SourceIdentity identity, SourceCounters counters, TimeProvider time, ILogger logger, IMessageTap? tap = null)
{
    private JsonMessageIntake _json = new(identity, counters, time, logger);
    private Queue<Frame> _frames = new();
    private GameAssembler? _game;

    private static ReadOnlySpan<byte> TextBegins => [(byte)'{', (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n'];

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Whether a datagram looks like a packet of the game: it begins with a year, little-endian.</summary>
    public static bool IsGame(ReadOnlySpan<byte> datagram) => datagram.Length >= 2 && datagram[1] == 0x07 && datagram[0] >= 0xE2;

    /// <summary>Whether a datagram looks like JSON text.</summary>
    public static bool IsText(ReadOnlySpan<byte> datagram) =>
        datagram.Length > 0 && (TextBegins.Contains(datagram[0]) || datagram.StartsWith(ByteOrderMark));

    /// <summary>A copy that goes its own way, counts with <paramref name="otherCounters"/> and goes by <paramref name="otherTime"/>.</summary>
    public SenderIntake Copy(SourceCounters otherCounters, TimeProvider otherTime) => new(identity, otherCounters, otherTime, logger)
    {
        _json = (JsonMessageIntake)_json.Copy(otherCounters, otherTime),
        _frames = new Queue<Frame>(_frames),
        _game = _game?.Copy(otherCounters),
    };

    /// <summary>Takes a datagram in; false where it says that its sender is no source of telemetry.</summary>
    public bool Take(ReadOnlySpan<byte> datagram)
    {
        var message = new RawMessage(string.Empty, time.GetUtcNow(), sentAt: null, snapshot: false, datagram);
        tap?.Take(in message);
        return Take(in message);
    }

    /// <inheritdoc cref="Take(ReadOnlySpan{byte})"/>
    public bool Take(in RawMessage message)
    {
        if (IsGame(message.Content))
        {
            _game ??= new GameAssembler(identity, counters);
            return _game.Take(message.Content, message.ReceivedAt, _frames);
        }

        if (_json.Take(in message) is not { } frame)
        {
            return false;
        }

        _frames.Enqueue(frame);
        return true;
    }

    /// <summary>The next frame that is complete; null where there is none.</summary>
    public Frame? Next() => _frames.TryDequeue(out var frame) ? frame : null;

    /// <summary>Begins anew, for another sender.</summary>
    public void Forget()
    {
        _json.Forget();
        _frames.Clear();
        _game = null;
    }
}
