namespace DualTwin.Sources.LiveTiming.Hub;

/// <summary>What becomes of the user's F1TV token.</summary>
internal enum F1TvAccess
{
    /// <summary>None is set.</summary>
    None,

    /// <summary>It is sent.</summary>
    Good,

    /// <summary>It has expired and is not sent.</summary>
    Expired,

    /// <summary>It could not be read, or is none.</summary>
    Unreadable,

    /// <summary>The server refused it.</summary>
    Refused,
}
