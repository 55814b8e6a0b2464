using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources;

/// <summary>
/// Reads one life of a source whose connections bring items: one loop takes them in turn, with a tick of the clock among them now and then,
/// and nothing is left open behind it.
/// </summary>
/// <typeparam name="TItem">What connections and clock bring.</typeparam>
internal static class FeedReading<TItem>
    where TItem : struct, IFeedItem<TItem>
{
    /// <summary>Items that may wait for the reader; when there are more, connections are read no further.</summary>
    private const int Capacity = 4096;

    /// <summary>The frames of the life that <paramref name="begin"/> makes, until it throws that it is over.</summary>
    /// <param name="begin">Makes the life, which writes its items into the channel until the token is cancelled.</param>
    /// <param name="tickInterval">How often the clock is looked at.</param>
    /// <param name="counters">Counts frames.</param>
    /// <param name="ticked">Called when a tick was looked at and its frames were read.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async IAsyncEnumerable<Frame> ReadAsync(
        Func<ChannelWriter<TItem>, CancellationToken, IFeedLife<TItem>> begin,
        TimeSpan tickInterval,
        SourceCounters counters,
        Action ticked,
        TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var items = Channel.CreateBounded<TItem>(new BoundedChannelOptions(Capacity)
        {
            FullMode = BoundedChannelFullMode.Wait,
            SingleReader = true,
            SingleWriter = false,
            AllowSynchronousContinuations = false,
        });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var life = begin(items.Writer, stop.Token);
        await using var timer = time.CreateTimer(_ => items.Writer.TryWrite(TItem.Tick), null, tickInterval, tickInterval);
        try
        {
            await life.ConnectAsync();
            var frames = new List<Frame>();
            while (true)
            {
                var item = await items.Reader.ReadAsync(cancellationToken);
                life.Take(item, frames);
                foreach (var frame in frames)
                {
                    counters.CountFrame();
                    yield return frame;
                }

                frames.Clear();
                if (item.IsTick)
                {
                    ticked();
                }
            }
        }
        finally
        {
            items.Writer.TryComplete();
            await stop.CancelAsync();
            await life.DisposeAsync();
        }
    }
}
