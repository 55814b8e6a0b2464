namespace DualTwin.Sources.Supervision;

/// <summary>What came of a request to turn to a source.</summary>
/// <param name="Delivering">Whether it delivers now.</param>
/// <param name="Reason">Why not, in words; null where it does.</param>
public sealed record SwitchResult(bool Delivering, string? Reason);
