using DualTwin.Server.Configuration.Readers;

namespace DualTwin.Server.Configuration.Keys;

/// <summary>Keys of section <c>state_management</c>.</summary>
internal static class StateManagementKeys
{
    public static readonly IReadOnlyList<ConfigKey> All =
    [
        Key.Of(
            "state_management.persistence_interval_seconds", new NumberReader(0.1, 3600, "s"),
            c => c.StateManagement.PersistenceIntervalSeconds,
            (c, v) => With(c, c.StateManagement with { PersistenceIntervalSeconds = v }),
            "time between two writings of the twins' files; each lap of our car writes them besides"),
        Key.Of(
            "state_management.storage_path", new PlainTextReader("the path of a folder"),
            c => c.StateManagement.StoragePath, (c, v) => With(c, c.StateManagement with { StoragePath = v }),
            "folder of the state files, relative to the working folder"),
    ];

    private static SystemConfig With(SystemConfig config, StateManagementConfig state) => config with { StateManagement = state };
}
