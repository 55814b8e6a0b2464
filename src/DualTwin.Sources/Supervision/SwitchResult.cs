namespace DualTwin.Sources.Supervision;

/// <summary>What came of a request to turn to a source.</summary>
/// <param name="Delivering">Whether it delivers now.</param>
/// <param name="Reason">Why not, in words; null where it does.</param>
public sealed record SwitchResult(bool Delivering, string? Reason)
{
    /// <summary>The supervisor has ended before the source could deliver.</summary>
    internal static readonly SwitchResult Ending = new(false, "The sources have been ended.");
}
