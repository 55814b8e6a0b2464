namespace DualTwin.Server.Configuration.Loading;

/// <summary>A key's value as it counts.</summary>
/// <param name="Path">Sections and key joined by dots.</param>
/// <param name="Value">As the file would write it, secrets masked; <c>unset</c> where there is none.</param>
/// <param name="Origin">Where it comes from.</param>
public sealed record EffectiveValue(string Path, string Value, ConfigOrigin Origin);
