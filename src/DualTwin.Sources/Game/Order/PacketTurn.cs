namespace DualTwin.Sources.Game.Order;

/// <summary>What a packet's place in time says beside the packet.</summary>
/// <param name="NewSession">It is the first of a session.</param>
/// <param name="RewindToFrame">The game's frame that a flashback has gone back to; null where there was none.</param>
internal readonly record struct PacketTurn(bool NewSession, long? RewindToFrame);
