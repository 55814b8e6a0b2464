using DualTwin.Telemetry.Schema;

namespace DualTwin.Server.Api.SystemInfo;

/// <summary>What <c>/version</c> tells.</summary>
internal static class VersionFacts
{
    public static readonly string ApiVersion = SchemaVersions.Newest.Name();

    public static readonly SchemaVersioningBody SchemaVersioning = new()
    {
        SupportedVersions = SchemaVersions.Supported,
        DefaultVersion = SchemaVersions.Default.Name(),
        NewestVersion = SchemaVersions.Newest.Name(),
        Negotiation =
        [
            "?schema_version=1.1.0",
            "X-Schema-Version: 1.1.0",
            "Accept: application/json; version=1.1.0",
        ],
    };

    public static readonly BackwardCompatibilityBody BackwardCompatibility = new()
    {
        OldestVersion = SchemaVersions.Supported[0],
        Promise = "Every version keeps the names, types and meanings of the versions before it; what is new comes in addition.",
    };

    public static readonly DeprecationPolicyBody DeprecationPolicy = new()
    {
        DeprecatedVersions = [],
        Policy = "A version is named as deprecated here for at least one minor release before it is no longer answered.",
    };
}
