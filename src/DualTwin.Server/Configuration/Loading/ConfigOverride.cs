namespace DualTwin.Server.Configuration.Loading;

/// <summary>A value that the command line gives for a key.</summary>
/// <param name="Path">The key's path, for example <c>api.port</c>.</param>
/// <param name="Value">The value as text; for keys that are not text, as JSON.</param>
/// <param name="Option">The option that gave it, for messages.</param>
public sealed record ConfigOverride(string Path, string Value, string Option);
