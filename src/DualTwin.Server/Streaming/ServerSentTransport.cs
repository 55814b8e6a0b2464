using System.Buffers;
using System.IO.Pipelines;

namespace DualTwin.Server.Streaming;

/// <summary>Server-sent events over a response that stays open.</summary>
internal sealed class ServerSentTransport(PipeWriter output, TimeProvider time) : IStreamTransport
{
    // Unsent bytes are bounded even where many events come at once.
    private const long MostUnflushedBytes = 32 * 1024;

    private static readonly byte[] Comment = ":\n\n"u8.ToArray();

    private static readonly byte[] Retry = "retry: 2000\n\n"u8.ToArray();

    /// <summary>Tells the reader how long to wait before it comes back (ms).</summary>
    public void WriteRetry() => output.Write(Retry);

    public ValueTask WriteAsync(StreamMessage message, CancellationToken cancellationToken)
    {
        output.Write(message.ServerSent);
        return output.UnflushedBytes > MostUnflushedBytes ? FlushAsync(cancellationToken) : ValueTask.CompletedTask;
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        var flush = output.FlushAsync(cancellationToken);
        if (flush.IsCompletedSuccessfully)
        {
            await flush;
        }
        else
        {
            await flush.AsTask().WithinLimitAsync(time, cancellationToken);
        }
    }

    public ValueTask KeepAliveAsync(CancellationToken cancellationToken)
    {
        output.Write(Comment);
        return FlushAsync(cancellationToken);
    }
}
