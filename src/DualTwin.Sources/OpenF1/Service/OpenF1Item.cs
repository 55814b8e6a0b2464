namespace DualTwin.Sources.OpenF1.Service;

/// <summary>What reaches the reader of an OpenF1 source.</summary>
/// <param name="Kind">What it is.</param>
internal readonly record struct OpenF1Item(OpenF1Item.Kinds Kind) : IFeedItem<OpenF1Item>
{
    public enum Kinds
    {
        Tick,
        Answered,
        Opened,
        Streamed,
        Lost,
    }

    public static OpenF1Item Tick { get; } = new(Kinds.Tick);

    public bool IsTick => Kind == Kinds.Tick;

    /// <summary>The collection of a message or an answer.</summary>
    public string Collection { get; private init; } = string.Empty;

    /// <summary>The connection that it comes from, or that was opened.</summary>
    public BrokerConnection? Connection { get; private init; }

    /// <summary>A message's bytes; null where it was too long.</summary>
    public byte[]? Content { get; private init; }

    /// <summary>When a message arrived (UTC).</summary>
    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>What a request brought.</summary>
    public OpenF1Answer? Answer { get; private init; }

    /// <summary>Why there is no answer, or no connection.</summary>
    public SourceException? Problem { get; private init; }

    /// <summary>Why a connection is over.</summary>
    public string? Cause { get; private init; }

    public static OpenF1Item OfStream(BrokerConnection connection, string collection, byte[]? content, DateTimeOffset receivedAt) =>
        new(Kinds.Streamed) { Connection = connection, Collection = collection, Content = content, ReceivedAt = receivedAt };

    public static OpenF1Item OfLoss(BrokerConnection connection, string cause) => new(Kinds.Lost) { Connection = connection, Cause = cause };

    public static OpenF1Item OfOpening(BrokerConnection? connection, SourceException? problem) => new(Kinds.Opened) { Connection = connection, Problem = problem };

    public static OpenF1Item OfAnswer(string collection, OpenF1Answer? answer, SourceException? problem) =>
        new(Kinds.Answered) { Collection = collection, Answer = answer, Problem = problem };
}
