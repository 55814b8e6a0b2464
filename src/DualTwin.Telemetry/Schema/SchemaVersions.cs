namespace DualTwin.Telemetry.Schema;

/// <summary>Names of the versions of the public schema.</summary>
public static class SchemaVersions
{
    /// <summary>What a reader gets who asks for no version.</summary>
    public const SchemaVersion Default = SchemaVersion.Version100;

    /// <summary>The newest version: files and streams carry it.</summary>
    public const SchemaVersion Newest = SchemaVersion.Version110;

    /// <summary>All versions, oldest first.</summary>
    public static IReadOnlyList<string> Supported { get; } = ["1.0.0", "1.1.0"];

    /// <summary>The name of <paramref name="version"/>, such as <c>1.0.0</c>.</summary>
    public static string Name(this SchemaVersion version) => Supported[(int)version];

    /// <summary>Finds the version called <paramref name="name"/>.</summary>
    public static bool TryParse(string? name, out SchemaVersion version)
    {
        for (var i = 0; i < Supported.Count; i++)
        {
            if (string.Equals(Supported[i], name, StringComparison.Ordinal))
            {
                version = (SchemaVersion)i;
                return true;
            }
        }

        version = Default;
        return false;
    }
}
