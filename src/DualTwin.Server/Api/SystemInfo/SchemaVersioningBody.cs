namespace DualTwin.Server.Api.SystemInfo;

/// <summary>The versions of the schema and how to ask for one.</summary>
public sealed record SchemaVersioningBody
{
    /// <summary>All versions, oldest first.</summary>
    public required IReadOnlyList<string> SupportedVersions { get; init; }

    /// <summary>The version of an answer where none was asked for.</summary>
    public required string DefaultVersion { get; init; }

    /// <summary>The newest version: files and streams carry it.</summary>
    public required string NewestVersion { get; init; }

    /// <summary>Ways to ask for a version; the first that matches counts.</summary>
    public required IReadOnlyList<string> Negotiation { get; init; }
}
