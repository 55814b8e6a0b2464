namespace DualTwin.Sources.Replay;

/// <summary>What a replay does.</summary>
public enum ReplayState
{
    /// <summary>It plays.</summary>
    Playing,

    /// <summary>It stands still.</summary>
    Paused,

    /// <summary>It has told all.</summary>
    Ended,
}
