namespace DualTwin.Server.Api.SystemInfo;

/// <summary>Which versions will go.</summary>
public sealed record DeprecationPolicyBody
{
    /// <summary>Versions that will be taken away.</summary>
    public required IReadOnlyList<string> DeprecatedVersions { get; init; }

    /// <summary>How a version goes.</summary>
    public required string Policy { get; init; }
}
