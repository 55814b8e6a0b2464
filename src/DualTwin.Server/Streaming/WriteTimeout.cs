namespace DualTwin.Server.Streaming;

/// <summary>Bounds how long a write to a reader may take.</summary>
internal static class WriteTimeout
{
    /// <summary>Time that a reader may take nothing before it is disconnected.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Waits for <paramref name="write"/>, but not longer than <see cref="Limit"/>.</summary>
    /// <exception cref="StalledReaderException">The reader took nothing.</exception>
    public static async Task WithinLimitAsync(this Task write, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await write.WaitAsync(Limit, time, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new StalledReaderException($"The reader took nothing for {Limit.TotalSeconds:F0} s.", e);
        }
    }
}
