using System.Collections.Immutable;

namespace DualTwin.Telemetry.Systems;

/// <summary>Sets of tyres in the order of the source; equal where all sets are.</summary>
/// <param name="Sets">The sets.</param>
public sealed record TyreSetList(ImmutableArray<TyreSet> Sets)
{
    /// <inheritdoc/>
    public bool Equals(TyreSetList? other) => other is not null && Sets.AsSpan().SequenceEqual(other.Sets.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Sets.Length;
}
