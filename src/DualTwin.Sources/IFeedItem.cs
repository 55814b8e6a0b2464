namespace DualTwin.Sources;

/// <summary>What reaches the reader of a source that has connections.</summary>
/// <typeparam name="TSelf">The item.</typeparam>
internal interface IFeedItem<TSelf>
    where TSelf : struct, IFeedItem<TSelf>
{
    /// <summary>That the clock went on.</summary>
    static abstract TSelf Tick { get; }

    /// <summary>Whether it is <see cref="Tick"/>.</summary>
    bool IsTick { get; }
}
