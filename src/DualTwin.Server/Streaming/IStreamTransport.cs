namespace DualTwin.Server.Streaming;

/// <summary>How messages reach one reader.</summary>
internal interface IStreamTransport
{
    /// <summary>Hands <paramref name="message"/> on; it may wait in a buffer until <see cref="FlushAsync"/>.</summary>
    ValueTask WriteAsync(StreamMessage message, CancellationToken cancellationToken);

    /// <summary>Sends what waits in the buffer.</summary>
    ValueTask FlushAsync(CancellationToken cancellationToken);

    /// <summary>Shows a reader, and the boxes on the way, that the connection lives.</summary>
    ValueTask KeepAliveAsync(CancellationToken cancellationToken);
}
