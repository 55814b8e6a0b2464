namespace DualTwin.Sources.Game.Order;

/// <summary>What a packet's place in time says beside the packet.</summary>
/// <param name="NewSession">It is the first of a session.</param>
/// <param name="RewindToFrame">The game's frame that a flashback has gone back to; null where there was none.</param>
/// <param name="Confirmed">It says the same as the packet before it that was unconfirmed.</param>
internal readonly record struct PacketTurn(bool NewSession, long? RewindToFrame, bool Confirmed = false);
