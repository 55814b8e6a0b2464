namespace DualTwin.Sources.Recording;

/// <summary>What was wrong with a recording. Replay goes on.</summary>
public static class RecordingRefusal
{
    /// <summary>A chunk that does not match its checksum; the rest of its segment was left out.</summary>
    public const string Damaged = "damaged_chunk";

    /// <summary>The file ends within a chunk, such as after a power cut; a capture ends within a record, or is broken there.</summary>
    public const string CutOff = "cut_off";

    /// <summary>A datagram that a capture holds in part only, or with a length that cannot be.</summary>
    public const string NotWhole = "datagram_not_whole";
}
