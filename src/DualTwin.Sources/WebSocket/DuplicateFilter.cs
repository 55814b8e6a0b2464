using DualTwin.Sources.Json;

namespace DualTwin.Sources.WebSocket;

/// <summary>
/// Makes one stream of several that say the same: a message counts when none of the same content counted lately and it is not
/// measured before the newest that counted. When nothing has counted for a while, an earlier time counts too: the endpoint that is
/// left may be behind the one that went.
/// </summary>
internal sealed class DuplicateFilter(TimeProvider time)
{
    /// <summary>The message was delivered by another endpoint already.</summary>
    public const string Duplicate = "duplicate";

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private MessageOrder _order = new(TimeSpan.Zero, patience: null, Quiet, time);
    private RecentContent _known = new();

    /// <summary>A copy that goes its own way on the clock <paramref name="clock"/>.</summary>
    public DuplicateFilter Copy(TimeProvider clock) => new(clock) { _order = _order.Copy(clock), _known = _known.Copy() };

    /// <summary>Why the message does not count, a fixed text to count by; null where it does.</summary>
    /// <param name="measuredAt">When it was measured.</param>
    /// <param name="content">Digest of its bytes.</param>
    public string? Refusal(DateTimeOffset measuredAt, UInt128 content)
    {
        if (_known.Contains(content))
        {
            return Duplicate;
        }

        if (!_order.Accepts(measuredAt))
        {
            return JsonRefusal.OutOfOrder;
        }

        _known.Add(content);
        return null;
    }
}
