namespace DualTwin.Sources.Supervision;

/// <summary>Where the supervisor is with one source.</summary>
public enum SlotPhase
{
    /// <summary>Not wanted now.</summary>
    Idle,

    /// <summary>An attempt is under way, and there was no data in it yet.</summary>
    Connecting,

    /// <summary>Good data comes in.</summary>
    Delivering,

    /// <summary>Connected, but silent or repeating itself for longer than allowed.</summary>
    Stalled,

    /// <summary>The last attempt is over; the next one waits for the backoff.</summary>
    Retrying,

    /// <summary>The source has said all it had to say: a recording that was played to its end.</summary>
    Ended,
}
