namespace DualTwin.Sources.Tests.Supervision;

/// <summary>A computer's clock: its time of day may be set, and it may sleep, while which its timers stand.</summary>
internal sealed class JumpingClock(TimeProvider time) : TimeProvider
{
    private long _set;
    private long _slept;

    public override long TimestampFrequency => time.TimestampFrequency;

    /// <summary>Sets the time of day by <paramref name="by"/>; what is measured by the timestamp goes on evenly.</summary>
    public void Set(TimeSpan by) => Interlocked.Add(ref _set, by.Ticks);

    /// <summary>Sleeps: time of day and timestamp go on, timers do not fire.</summary>
    public void Sleep(TimeSpan time) => Interlocked.Add(ref _slept, time.Ticks);

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow().AddTicks(Interlocked.Read(ref _set) + Interlocked.Read(ref _slept));

    public override long GetTimestamp() =>
        time.GetTimestamp() + (long)(TimeSpan.FromTicks(Interlocked.Read(ref _slept)).TotalSeconds * TimestampFrequency);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
