namespace DualTwin.Sources.Supervision;

/// <summary>What a frame that comes out of the supervisor is good for.</summary>
public enum FrameRole
{
    /// <summary>It belongs to the session: history, twins and views.</summary>
    Measured,

    /// <summary>
    /// It belongs to the session and is older than what another live source has shown: it tells what was unknown and moves nothing back.
    /// </summary>
    Behind,

    /// <summary>It stands in for a live source that is away: it moves the view on, and nothing of it is kept.</summary>
    StandIn,
}
