using DualTwin.Server.Configuration.Loading;

namespace DualTwin.Server.Reloading;

/// <summary>A configuration file that may change while the program runs.</summary>
/// <param name="File">Path of the file; it need not exist yet.</param>
/// <param name="First">What was loaded at the start.</param>
/// <param name="Load">Loads it again, with environment and command line as at the start.</param>
public sealed record WatchedConfig(string File, ConfigLoadResult First, Func<ConfigLoadResult> Load);
