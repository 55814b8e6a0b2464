namespace DualTwin.Server.Health;

/// <summary>Versions of the schema.</summary>
/// <param name="SupportedVersions">All versions, oldest first.</param>
/// <param name="DefaultVersion">The version of an answer where none was asked for.</param>
public sealed record HealthVersioning(IReadOnlyList<string> SupportedVersions, string DefaultVersion);
