using DualTwin.Server.Configuration;

namespace DualTwin.Server.Sourcing;

/// <summary>The configuration that counts now; it can change while the program runs.</summary>
public sealed class ConfigFeed(SystemConfig first)
{
    private SystemConfig _current = first;

    /// <summary>The newest valid configuration. Safe to read from any thread.</summary>
    public SystemConfig Current => Volatile.Read(ref _current);

    /// <summary>Raised after <see cref="Current"/> has changed, with the configuration before and after.</summary>
    public event EventHandler<ConfigChangedEventArgs>? Changed;

    /// <summary>Puts <paramref name="config"/> in the place of the one before.</summary>
    public void Replace(SystemConfig config)
    {
        var before = Interlocked.Exchange(ref _current, config);
        Changed?.Invoke(this, new ConfigChangedEventArgs(before, config));
    }
}
