using System.Collections.Immutable;
using DualTwin.Server.Configuration.Keys;
using DualTwin.Server.Configuration.Readers;

namespace DualTwin.Server.Sourcing.Kinds;

/// <summary>The kinds of source that a program knows; their names differ.</summary>
public sealed class SourceCatalogue
{
    private readonly ImmutableArray<SourceKind> _kinds;

    /// <param name="kinds">The kinds, in the order in which messages list them.</param>
    /// <exception cref="ArgumentException">Two kinds share a name.</exception>
    internal SourceCatalogue(ImmutableArray<SourceKind> kinds)
    {
        if (kinds.GroupBy(kind => kind.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two kinds of source have the name '{twice.Key}'; expected one.", nameof(kinds));
        }

        _kinds = kinds;
        Names = new ChoiceReader<SourceKind>([.. kinds.Select(kind => (kind.Name, kind))]);
        Keys = new ConfigKeys(this);
    }

    /// <summary>The kinds.</summary>
    public IReadOnlyList<SourceKind> Kinds => _kinds;

    /// <summary>How a configuration names the kinds.</summary>
    internal ChoiceReader<SourceKind> Names { get; }

    /// <summary>The keys of a configuration that can name these kinds.</summary>
    internal ConfigKeys Keys { get; }

    /// <summary>These kinds and <paramref name="kind"/>.</summary>
    /// <exception cref="ArgumentException">A kind has its name already.</exception>
    public SourceCatalogue With(SourceKind kind) => new(_kinds.Add(kind));

    /// <summary>The live ones among them.</summary>
    public SourceCatalogue Live() => new([.. _kinds.Where(kind => kind.IsLive)]);

    /// <summary>The live kind of the name <paramref name="name"/>, upper and lower case alike; null where there is none.</summary>
    public SourceKind? FindLive(string name) =>
        _kinds.FirstOrDefault(kind => kind.IsLive && string.Equals(kind.Name, name, StringComparison.OrdinalIgnoreCase));
}
