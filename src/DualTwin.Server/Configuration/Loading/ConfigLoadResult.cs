namespace DualTwin.Server.Configuration.Loading;

/// <summary>A configuration and all that was found on the way to it.</summary>
public sealed record ConfigLoadResult
{
    /// <summary>The configuration; where there are <see cref="Errors"/>, the right values only.</summary>
    public required SystemConfig Config { get; init; }

    /// <summary>Every wrong value, one message each, in the order file, environment, command line, then what does not go together.</summary>
    public required IReadOnlyList<string> Errors { get; init; }

    /// <summary>What was passed over: unknown keys, repeated keys, keys without effect.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Every key with its value and origin, in the order of the file.</summary>
    public required IReadOnlyList<EffectiveValue> Values { get; init; }

    /// <summary>Whether the configuration can be used.</summary>
    public bool IsValid => Errors.Count == 0;
}
