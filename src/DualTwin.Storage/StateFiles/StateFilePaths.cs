namespace DualTwin.Storage.StateFiles;

/// <summary>Where the state files are.</summary>
public sealed record StateFilePaths
{
    /// <summary>Name of the telemetry file unless the configuration names another.</summary>
    public const string TelemetryFileName = "telemetry_state.json";

    /// <summary>Name of the car twin's file.</summary>
    public const string CarTwinFileName = "car_twin_state.json";

    /// <summary>Name of the field twin's file.</summary>
    public const string FieldTwinFileName = "field_twin_state.json";

    private readonly string[] _paths;

    /// <summary>
    /// Files in <paramref name="folder"/>. A <paramref name="telemetryFile"/> without a folder part lies there too;
    /// one with a folder part is taken as it is.
    /// </summary>
    public StateFilePaths(string folder, string telemetryFile = TelemetryFileName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentException.ThrowIfNullOrWhiteSpace(telemetryFile);
        var bare = string.Equals(Path.GetFileName(telemetryFile), telemetryFile, StringComparison.Ordinal);
        _paths =
        [
            Path.GetFullPath(bare ? Path.Combine(folder, telemetryFile) : telemetryFile),
            Path.GetFullPath(Path.Combine(folder, CarTwinFileName)),
            Path.GetFullPath(Path.Combine(folder, FieldTwinFileName)),
        ];
    }

    /// <summary>The full path of <paramref name="file"/>.</summary>
    public string this[StateFile file] => _paths[(int)file];
}
