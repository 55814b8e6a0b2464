namespace DualTwin.Sources.Recording;

/// <summary>What makes frames of recorded messages. The names stand in recordings: they never change.</summary>
public static class IntakeNames
{
    /// <summary>JSON snapshots of one sender.</summary>
    public const string Json = "json";

    /// <summary>Datagrams of one sender: packets of the F1 game, or JSON snapshots.</summary>
    public const string Udp = "udp";

    /// <summary>JSON snapshots of several endpoints that carry the same session, a channel each.</summary>
    public const string MergedJson = "json-merged";

    /// <summary>The official live timing's hub.</summary>
    public const string LiveTiming = "livetiming";

    /// <summary>OpenF1, a channel for each of its collections.</summary>
    public const string OpenF1 = "openf1";
}
