using System.Collections.Immutable;

namespace DualTwin.F1Game.Layouts;

/// <summary>The fields of a record in one format, in the order of the wire and without gaps.</summary>
/// <param name="Name">The maker's name of the struct, or ours of a packet or event.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Fields">All of them.</param>
public sealed record RecordLayout(string Name, int Size, ImmutableArray<FieldLayout> Fields);
