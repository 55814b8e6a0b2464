namespace DualTwin.Sources.Recording.Container;

/// <summary>What a record says; its first byte.</summary>
internal static class RecordTags
{
    /// <summary>A stream and its number, before its first message in a segment.</summary>
    public const byte Stream = 1;

    /// <summary>A channel and its number, before its first message in a segment.</summary>
    public const byte Channel = 2;

    /// <summary>A message.</summary>
    public const byte Message = 3;

    /// <summary>The source that the session goes on with.</summary>
    public const byte Turned = 4;

    /// <summary>In a message: it tells all of its channel.</summary>
    public const byte SnapshotFlag = 1;

    /// <summary>In a message: the sender's time is told.</summary>
    public const byte SentAtFlag = 2;
}
