namespace DualTwin.Sources.Recording.Container;

/// <summary>What a chunk of a recording holds.</summary>
internal enum ChunkKind : byte
{
    /// <summary>Records, at the beginning of a segment: it can be read without anything before it.</summary>
    First = 1,

    /// <summary>Records that go on from the chunk before.</summary>
    Next = 2,

    /// <summary>Where the segments are.</summary>
    Index = 3,
}
