namespace DualTwin.Sending;

/// <summary>Where messages leave the process.</summary>
internal interface IMessageOutlet : IAsyncDisposable
{
    /// <summary>Where to, in words for people.</summary>
    string Address { get; }

    /// <summary>Longest message that it takes, bytes.</summary>
    int LongestBytes { get; }

    /// <summary>Sends <paramref name="message"/> to whoever is there. A receiver that is away, slow or leaving is no error.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);
}
