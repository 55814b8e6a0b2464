using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Sources.Tests.Replay;

/// <summary>A clock that stands, and knows whether somebody waits for it to go on.</summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    private long _due;

    /// <summary>Whether a wait has begun that has not ended yet.</summary>
    public bool IsWaitedFor => Interlocked.Read(ref _due) > GetUtcNow().UtcTicks;

    /// <summary>Forgets the wait of now, because it is about to give way to another one.</summary>
    public void Forget() => Interlocked.Exchange(ref _due, 0);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero)
        {
            Interlocked.Exchange(ref _due, (GetUtcNow() + dueTime).UtcTicks);
        }

        return timer;
    }
}
