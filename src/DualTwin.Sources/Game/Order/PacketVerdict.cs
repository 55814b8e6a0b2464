namespace DualTwin.Sources.Game.Order;

/// <summary>Whether a packet counts.</summary>
internal enum PacketVerdict
{
    /// <summary>It says something new.</summary>
    Take,

    /// <summary>It belongs to no session: the game is in its menus.</summary>
    OutsideSession,

    /// <summary>It belongs to a session that is over.</summary>
    FormerSession,

    /// <summary>Newer ones of its kind have come before it, or a flashback has undone it.</summary>
    Late,

    /// <summary>It has come before.</summary>
    Duplicate,

    /// <summary>It is the first of another session, or after a flashback: it counts when a second packet says the same.</summary>
    Unconfirmed,
}
