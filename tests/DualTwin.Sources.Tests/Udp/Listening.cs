using System.Net;
using System.Net.Sockets;
using DualTwin.Sources.Udp;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Tests.Udp;

/// <summary>A source that is being read.</summary>
internal sealed class Listening : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly IAsyncEnumerator<Frame> _frames;
    private Task<bool> _next;
    private long _taken;

    public Listening(UdpSource source)
    {
        Source = source;
        _stop.CancelAfter(TimeSpan.FromSeconds(60));
        _frames = source.ReadAsync(_stop.Token).GetAsyncEnumerator(CancellationToken.None);
        _next = _frames.MoveNextAsync().AsTask();
    }

    public UdpSource Source { get; }

    public int Port => Source.EndPoints[0].Port;

    public void Send(UdpClient from, byte[] datagram) => from.Send(datagram, new IPEndPoint(IPAddress.Loopback, Port));

    public async Task<Frame> NextAsync()
    {
        Assert.True(await _next);
        var frame = _frames.Current;
        _taken++;
        _next = _frames.MoveNextAsync().AsTask();
        return frame;
    }

    /// <summary>Waits until so many datagrams were read.</summary>
    public async Task HasReadAsync(int datagrams)
    {
        while (Source.Counters.Messages < datagrams)
        {
            _stop.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Takes frames until so many datagrams were read, and their frames with them; the last one's may be still to come.</summary>
    public async Task<List<Frame>> TakeAsync(long datagrams)
    {
        var frames = new List<Frame>();
        while (Source.Counters.Messages < datagrams || _taken < Source.Counters.Frames)
        {
            _stop.Token.ThrowIfCancellationRequested();
            if (_next.IsCompleted)
            {
                frames.Add(await NextAsync());
            }
            else
            {
                await Task.Yield();
            }
        }

        return frames;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _frames.DisposeAsync();
        _stop.Dispose();
    }
}
