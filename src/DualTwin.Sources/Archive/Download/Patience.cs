namespace DualTwin.Sources.Archive.Download;

/// <summary>Waits for each of many things, none of them longer than a limit.</summary>
internal sealed class Patience : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationToken _cancelled;
    private readonly CancellationTokenSource _stop;
    private readonly ITimer _timer;

    public Patience(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        (_limit, _cancelled) = (limit, cancellationToken);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _timer = time.CreateTimer(_ => _stop.Cancel(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <exception cref="TimeoutException">It took longer than the limit.</exception>
    public async Task<T> WaitAsync<T>(Func<CancellationToken, Task<T>> thing)
    {
        _timer.Change(_limit, Timeout.InfiniteTimeSpan);
        try
        {
            return await thing(_stop.Token);
        }
        catch (OperationCanceledException silence) when (!_cancelled.IsCancellationRequested)
        {
            throw new TimeoutException($"nothing came for {_limit.TotalSeconds:0.#} s", silence);
        }
        finally
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _stop.Dispose();
    }
}
