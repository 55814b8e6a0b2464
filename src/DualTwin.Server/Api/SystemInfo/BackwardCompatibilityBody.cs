namespace DualTwin.Server.Api.SystemInfo;

/// <summary>What a client of an earlier version can rely on.</summary>
public sealed record BackwardCompatibilityBody
{
    /// <summary>The oldest version that is still answered.</summary>
    public required string OldestVersion { get; init; }

    /// <summary>The promise.</summary>
    public required string Promise { get; init; }
}
