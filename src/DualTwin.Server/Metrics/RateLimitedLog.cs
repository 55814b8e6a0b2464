namespace DualTwin.Server.Metrics;

/// <summary>Lets one log line through per interval and counts what it held back, so that a fault cannot fill the log.</summary>
internal sealed class RateLimitedLog(TimeProvider time, TimeSpan interval)
{
    private long? _last;
    private long _heldBack;

    /// <summary>True where a line may be written now; <paramref name="heldBack"/> tells how many were held back since the last.</summary>
    public bool TryPass(out long heldBack)
    {
        var now = time.GetTimestamp();
        if (_last is { } last && time.GetElapsedTime(last, now) < interval)
        {
            _heldBack++;
            heldBack = 0;
            return false;
        }

        _last = now;
        heldBack = _heldBack;
        _heldBack = 0;
        return true;
    }
}
