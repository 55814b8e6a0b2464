using DualTwin.Server.Configuration;

namespace DualTwin.Server.Sourcing;

/// <summary>The configuration before and after a change.</summary>
public sealed class ConfigChangedEventArgs(SystemConfig before, SystemConfig after) : EventArgs
{
    /// <summary>The configuration before.</summary>
    public SystemConfig Before { get; } = before;

    /// <summary>The configuration that counts now.</summary>
    public SystemConfig After { get; } = after;
}
