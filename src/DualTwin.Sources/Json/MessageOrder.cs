namespace DualTwin.Sources.Json;

/// <summary>
/// Tells messages that arrive late from a sender whose clock was set back or that was started anew. A message measured more than
/// a small window before the newest one is late and does not count, unless it is the last of several late ones in a row, or no
/// message has counted for a while: then the sender's time is what it says, and counts from there on.
/// </summary>
/// <param name="window">How far back in the sender's time a message may be and still count.</param>
/// <param name="patience">Late messages in a row of which the last counts; null never.</param>
/// <param name="quiet">Time without a message that counted after which any message counts.</param>
/// <param name="time">The clock of <paramref name="quiet"/>; jumps of the system's time do not move it.</param>
internal sealed class MessageOrder(TimeSpan window, int? patience, TimeSpan quiet, TimeProvider time)
{
    private DateTimeOffset _newest = DateTimeOffset.MinValue;
    private long _countedAt;
    private int _lateInRow;

    /// <summary>When the newest message that counted was measured.</summary>
    public DateTimeOffset Newest => _newest;

    /// <summary>True where the message that counted last was late: the sender's clock is what it says now.</summary>
    public bool WasSetBack { get; private set; }

    /// <summary>True where a message measured at <paramref name="measuredAt"/> counts.</summary>
    public bool Accepts(DateTimeOffset measuredAt)
    {
        var late = _newest - measuredAt > window;
        if (late && ++_lateInRow < (patience ?? int.MaxValue) && time.GetElapsedTime(_countedAt) < quiet)
        {
            return false;
        }

        _newest = late || measuredAt > _newest ? measuredAt : _newest;
        WasSetBack = late;
        _lateInRow = 0;
        _countedAt = time.GetTimestamp();
        return true;
    }

    /// <summary>A copy that goes its own way on the clock <paramref name="clock"/>, which counts as this one's does.</summary>
    public MessageOrder Copy(TimeProvider clock) =>
        new(window, patience, quiet, clock) { _newest = _newest, _countedAt = _countedAt, _lateInRow = _lateInRow };

    /// <summary>Begins anew, for another sender.</summary>
    public void Forget() => (_newest, _lateInRow) = (DateTimeOffset.MinValue, 0);
}
