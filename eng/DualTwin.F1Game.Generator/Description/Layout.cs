using System.Collections.Generic;
using System.Linq;

namespace DualTwin.F1Game.Generator.Description;

/// <summary>The bytes of a record, equal in all of <see cref="Formats"/>.</summary>
internal sealed class Layout(RecordDeclaration record, IReadOnlyList<LaidField> fields)
{
    public RecordDeclaration Record { get; } = record;

    public IReadOnlyList<LaidField> Fields { get; } = fields;

    public List<int> Formats { get; } = [];

    public int Size { get; } = fields.Sum(f => f.Size);

    public string TypeName => Record.TypeName + Formats[0];

    /// <summary>Equal for equal bytes with equal meaning.</summary>
    public string Signature => string.Join(";", Fields.Select(f => f.Signature));

    public LaidField? Find(FieldDeclaration field) => Fields.FirstOrDefault(f => f.Declaration == field);
}
