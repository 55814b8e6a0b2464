namespace DualTwin.Server.Sessions;

/// <summary>
/// Wakes everybody who waits. Raising costs nothing while nobody does, and never runs a waiter's code on the raiser's thread.
/// </summary>
internal sealed class Signal
{
    private TaskCompletionSource? _waiters;

    /// <summary>
    /// The task that the next <see cref="Raise"/> completes. Take it first, then look at what is waited for: a change after the look
    /// completes the task.
    /// </summary>
    public Task Next
    {
        get
        {
            if (Volatile.Read(ref _waiters) is { } waiting)
            {
                return waiting.Task;
            }

            var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (Interlocked.CompareExchange(ref _waiters, fresh, null) ?? fresh).Task;
        }
    }

    /// <summary>Wakes all who wait now.</summary>
    public void Raise()
    {
        // The exchange is a full fence: what was published before it is seen by everybody whom it does not wake.
        Interlocked.Exchange(ref _waiters, null)?.TrySetResult();
    }
}
