namespace DualTwin.Sources.Replay;

/// <summary>The clock of a recording: it shows when the message at hand came, so that intakes judge silence and order as they did then.</summary>
internal sealed class ArrivalClock : TimeProvider
{
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Shows <paramref name="arrival"/> from now on.</summary>
    public void Set(DateTimeOffset arrival) => _now = arrival;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException("Nothing waits on a recording's clock.");
}
