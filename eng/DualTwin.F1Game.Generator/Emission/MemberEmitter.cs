using DualTwin.F1Game.Generator.Description;

namespace DualTwin.F1Game.Generator.Emission;

/// <summary>A member of a layout's struct.</summary>
internal static class MemberEmitter
{
    public static void Emit(SourceWriter source, Member member, Layout layout)
    {
        source.Line("/// <inheritdoc/>");
        var field = layout.Find(member.Field);
        switch (member.Shape)
        {
            case MemberShape.Scalar or MemberShape.Wheels:
                source.Line(field is null ? Absent(member) : Value(member, field, Ranged.At(member.Field.None, layout.Formats[0])));
                break;
            case MemberShape.Reference:
                source.Line($"[UnscopedRef] public ref {field!.ElementType} {member.Name} => ref _{field.Declaration.Name};");
                break;
            default:
                EmitSpan(source, member, field);
                break;
        }
    }

    private static void EmitSpan(SourceWriter source, Member member, LaidField? field)
    {
        var element = field?.ElementType ?? member.ValueType;
        source.Line($"[UnscopedRef] public Span<{element}> {member.Name} => {(field is null ? "default" : "_" + field.Declaration.Name)};");
        if (field is { Counts.Count: 2 })
        {
            source.Line().Line("/// <inheritdoc/>");
            source.Line($"[UnscopedRef] public Span<{element}> {member.Name}Row(int row) => {member.Name}.Slice(row * {field.Counts[1]}, {field.Counts[1]});");
        }
    }

    private static string Absent(Member member) => $"public {member.PropertyType} {member.Name} {{ readonly get => null; set {{ }} }}";

    private static string Value(Member member, LaidField field, string? none)
    {
        var stored = "_" + field.Declaration.Name;
        var given = !member.IsNullable ? "value" : none is null ? "value.GetValueOrDefault()" : $"(value ?? {none})";
        var (get, set) = (member.Shape, field.Type) switch
        {
            (MemberShape.Wheels, _) => (stored, given),
            _ when none is not null && field.Type.ClrName == member.ValueType => ($"{stored} == {none} ? null : {stored}", given),
            _ when none is not null => ($"{stored} == {none} ? null : {stored}", $"Narrow.To{field.Type.Name}({given})"),
            (_, var type) when type.ClrName == member.ValueType => (stored, given),
            _ when member.ValueType == "float" => ($"{stored} * {field.Declaration.Scale}f", $"Narrow.ToInt16({given} / {field.Declaration.Scale}f)"),
            _ => (stored, $"Narrow.To{field.Type.Name}({given})"),
        };
        return $"public {member.PropertyType} {member.Name} {{ readonly get => {get}; set => {stored} = {set}; }}";
    }
}
