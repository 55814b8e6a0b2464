using System.Collections.Immutable;
using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.State;

/// <summary>
/// Maps the compound names of an event to relative compounds by softness. Where the nominated set is known it rules;
/// until then the names seen so far do, so that a later name can change the mapping of an earlier one.
/// </summary>
public sealed class CompoundMapping : IEquatable<CompoundMapping>
{
    /// <summary>No name seen.</summary>
    public static readonly CompoundMapping Empty = new([], null);

    // Softest first. The 2018 names, then the absolute C-range: only one of the two families appears in an event.
    private static readonly ImmutableArray<string> Softness =
        ["HYPERSOFT", "ULTRASOFT", "SUPERSOFT", "SOFT", "MEDIUM", "HARD", "SUPERHARD"];

    private static readonly ImmutableArray<string> Absolute = ["C6", "C5", "C4", "C3", "C2", "C1", "C0"];

    private readonly ImmutableArray<string> _seen;
    private readonly ImmutableArray<string>? _nominated;

    private CompoundMapping(ImmutableArray<string> seen, ImmutableArray<string>? nominated)
    {
        _seen = seen;
        _nominated = nominated;
    }

    /// <summary>The slick names that the mapping knows, softest first.</summary>
    public ImmutableArray<string> Names => _nominated ?? _seen;

    /// <summary>The mapping after <paramref name="name"/> was seen; the same object where nothing changes.</summary>
    public CompoundMapping See(string name)
    {
        var rank = Rank(name);
        if (rank < 0 || _seen.Contains(name))
        {
            return this;
        }

        return new CompoundMapping([.. _seen.Append(name).OrderBy(Rank)], _nominated);
    }

    /// <summary>The mapping with the event's nominated set known.</summary>
    public CompoundMapping Nominate(IReadOnlyList<string> names)
    {
        var ranked = names.Select(n => n.ToUpperInvariant()).Where(n => Rank(n) >= 0).Distinct().OrderBy(Rank).ToImmutableArray();
        if (ranked.Length == 0 || (_nominated is { } now && now.SequenceEqual(ranked)))
        {
            return this;
        }

        return new CompoundMapping(_seen, ranked);
    }

    /// <summary>The relative compound of <paramref name="name"/>; null for a name that is no compound.</summary>
    public Compound? Map(string? name)
    {
        switch (name)
        {
            case null:
                return null;
            case "INTERMEDIATE":
                return Compound.Intermediate;
            case "WET":
                return Compound.Wet;
        }

        if (IsModern())
        {
            return name switch { "SOFT" => Compound.Soft, "MEDIUM" => Compound.Medium, "HARD" => Compound.Hard, _ => null };
        }

        var names = Names;
        var index = names.IndexOf(name);
        if (index < 0)
        {
            return null;
        }

        // Three nominated names map one to one; with fewer seen, the softest is soft until a softer one shows up.
        return index switch { 0 => Compound.Soft, 1 => Compound.Medium, _ => Compound.Hard };
    }

    /// <inheritdoc/>
    public bool Equals(CompoundMapping? other) =>
        other is not null
        && _seen.SequenceEqual(other._seen)
        && (_nominated is null) == (other._nominated is null)
        && (_nominated is null || _nominated.Value.SequenceEqual(other._nominated!.Value));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CompoundMapping);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_seen.Length, _nominated?.Length);

    // Since 2019 the feed speaks of SOFT, MEDIUM and HARD, which are relative already. In 2018 the same three words name
    // absolute compounds, but then never without one of that season's other names in the event.
    private bool IsModern() => Names.All(n => n is "SOFT" or "MEDIUM" or "HARD");

    private static int Rank(string name)
    {
        var rank = Softness.IndexOf(name);
        return rank >= 0 ? rank : Absolute.IndexOf(name);
    }
}
