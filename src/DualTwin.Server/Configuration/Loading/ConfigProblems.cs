using System.Text.Json;
using DualTwin.Server.Configuration.Readers;

namespace DualTwin.Server.Configuration.Loading;

/// <summary>Collects what is wrong, so that all of it can be told at once.</summary>
internal sealed class ConfigProblems
{
    private readonly List<string> _errors = [];
    private readonly List<string> _warnings = [];
    private readonly SortedSet<string> _ignored = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Errors => _errors;

    public IReadOnlyList<string> Warnings =>
        _ignored.Count == 0 ? _warnings : [.. _warnings, $"keys of the first version without effect are ignored: {string.Join(", ", _ignored)}"];

    /// <summary>A value that is not what its key expects.</summary>
    public void Wrong(string path, JsonElement value, string expected, ConfigOrigin origin) =>
        _errors.Add($"{path}: {Secrets.Show(path, value)} is wrong (from {origin}); expected {expected}");

    /// <summary>A value that must be there and is not.</summary>
    public void Missing(string path, string expected, ConfigOrigin origin) =>
        _errors.Add($"{path}: missing (in {origin}); expected {expected}");

    /// <summary>A key that nobody knows.</summary>
    public void Unknown(string path, string? nearest, ConfigOrigin origin) =>
        _warnings.Add($"{JsonText.Shorten(path)}: unknown key, passed over (from {origin})" + (nearest is null ? "" : $"; did you mean {nearest}?"));

    /// <summary>A key that stands twice in one object.</summary>
    public void Repeated(string path, ConfigOrigin origin) =>
        _warnings.Add($"{JsonText.Shorten(path)}: given twice, the last one counts (from {origin})");

    /// <summary>A key of the first version without effect.</summary>
    public void Ignored(string path) => _ignored.Add(path);

    /// <summary>Any other error, as a whole sentence without its full stop.</summary>
    public void Error(string message) => _errors.Add(message);
}
