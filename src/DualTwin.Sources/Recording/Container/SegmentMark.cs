namespace DualTwin.Sources.Recording.Container;

/// <summary>Where a segment of a file begins.</summary>
/// <param name="Offset">Its first byte in the file.</param>
/// <param name="FirstArrival">Arrival of its first message, ticks (UTC).</param>
/// <param name="MessagesBefore">Messages of the file before it.</param>
internal readonly record struct SegmentMark(long Offset, long FirstArrival, long MessagesBefore)
{
    public const int Size = 24;
}
