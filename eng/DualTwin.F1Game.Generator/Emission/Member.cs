using System.Collections.Generic;
using System.Linq;
using DualTwin.F1Game.Generator.Description;

namespace DualTwin.F1Game.Generator.Emission;

/// <summary>A field as the interface shows it: one shape over all formats.</summary>
internal sealed class Member
{
    private readonly RecordDeclaration _record;
    private readonly List<(int Format, LaidField Field)> _laid;

    public Member(RecordDeclaration record, FieldDeclaration field)
    {
        _record = record;
        Field = field;
        _laid = [.. record.Layouts.SelectMany(l => l.Formats.Select(f => (f, l.Find(field)))).Where(p => p.Item2 is not null).Select(p => (p.f, p.Item2!))];
        var first = _laid[0].Field;
        Shape = first.IsWheels ? MemberShape.Wheels
            : first.Element is null ? (first.Counts.Count == 0 ? MemberShape.Scalar : MemberShape.Array)
            : first.Counts.Count == 0 ? MemberShape.Reference : MemberShape.Array;
        var isEverywhere = _laid.Count == record.Years.Count();
        IsNullable = !isEverywhere || field.None.Count > 0;
        ValueType = Shape is MemberShape.Scalar ? Widest() : ElementName(first);
    }

    public FieldDeclaration Field { get; }

    public MemberShape Shape { get; }

    /// <summary>Whether a format of the record lacks the field, or a value of it stands for none.</summary>
    public bool IsNullable { get; }

    /// <summary>The value's type, or the element's.</summary>
    public string ValueType { get; }

    public string Name => Names.Pascal(Field.Name);

    public bool IsTable => _laid[0].Field.Counts.Count == 2;

    public string PropertyType => Shape switch
    {
        MemberShape.Scalar => ValueType + (IsNullable ? "?" : ""),
        MemberShape.Wheels => $"Wheels<{ValueType}>" + (IsNullable ? "?" : ""),
        MemberShape.Reference => $"ref {ValueType}",
        _ => $"Span<{ValueType}>",
    };

    public string Summary
    {
        get
        {
            var parts = new List<string> { Names.Words(Field.Name) + (Field.Unit is { } unit ? $", {unit}" : "") + "." };
            if (Field.Note is { } note)
            {
                parts.Add(char.ToUpperInvariant(note[0]) + note.Substring(1) + (note.EndsWith(".") ? "" : "."));
            }

            if (Field.None.Count > 0)
            {
                parts.Add($"Null for {string.Join(" or ", Field.None.Select(n => n.Text))} on the wire.");
            }

            if (Field.Codes is { } codes)
            {
                parts.Add($"Codes: {codes}.");
            }

            if (Field.Scale is { } scale)
            {
                parts.Add(ValueType == "float" ? $"On the wire times {scale} where it is an integer." : $"Times {scale}.");
            }

            if (Field.Restricted is not null)
            {
                parts.Add("Zero for another player who keeps telemetry private.");
            }

            parts.Add(Names.Years(_laid.Select(l => l.Format)));
            return string.Join(" ", parts);
        }
    }

    private static string ElementName(LaidField field) =>
        field.Element is null ? field.Type.ClrName
        : field.Element.Record.HasManyLayouts ? "T" + field.Element.Record.Name
        : field.Element.TypeName;

    private string Widest()
    {
        var types = _laid.Select(l => l.Field.Type).Distinct().ToList();
        return types.Contains(WireType.Single) ? "float"
            : types.OrderByDescending(t => t.Size).First().ClrName;
    }
}
