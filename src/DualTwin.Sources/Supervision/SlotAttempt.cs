namespace DualTwin.Sources.Supervision;

/// <summary>One attempt of a slot: a source from its making until it is over.</summary>
internal sealed class SlotAttempt : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private ITelemetrySource? _source;

    public SlotAttempt(int number)
    {
        Number = number;
        Stopped = _stop.Token;
    }

    /// <summary>Number in the slot.</summary>
    public int Number { get; }

    /// <summary>Cancelled when the attempt is to end.</summary>
    public CancellationToken Stopped { get; }

    /// <summary>The source; null before it is made. Safe from any thread.</summary>
    public ITelemetrySource? Source
    {
        get => Volatile.Read(ref _source);
        set => Volatile.Write(ref _source, value);
    }

    /// <summary>Ends the attempt.</summary>
    /// <exception cref="AggregateException">The source threw when it was told.</exception>
    public void Stop() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();
}
