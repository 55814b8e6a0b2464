using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources;

/// <summary>One life of a source that has connections. For one reader.</summary>
/// <typeparam name="TItem">What connections and clock bring.</typeparam>
internal interface IFeedLife<TItem> : IAsyncDisposable
{
    /// <summary>Makes the first connection, or begins to.</summary>
    /// <exception cref="SourceException">It could not be made; the message says why.</exception>
    Task ConnectAsync();

    /// <summary>Takes one item and adds the frames that it gives.</summary>
    /// <exception cref="SourceException">The life is over; the message says why.</exception>
    void Take(in TItem item, List<Frame> frames);
}
