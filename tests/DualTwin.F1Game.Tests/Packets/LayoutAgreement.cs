using DualTwin.F1Game.Layouts;

namespace DualTwin.F1Game.Tests.Packets;

/// <summary>Compares a record's properties with the bytes that its layout points to.</summary>
internal static class LayoutAgreement
{
    private static readonly string[] Corners = ["RearLeft", "RearRight", "FrontLeft", "FrontRight"];

    public static void Assert(RecordLayout layout, Snapshot record, ReadOnlySpan<byte> bytes)
    {
        foreach (var field in layout.Fields)
        {
            var values = Values(record[field.Property]);
            Xunit.Assert.Equal(field.Count, values.Count);
            for (var i = 0; i < field.Count; i++)
            {
                var at = bytes[(field.Offset + (i * field.ElementSize))..];
                if (field.Element is { } element)
                {
                    Assert(element, (Snapshot)values[i]!, at);
                }
                else if (values[i] is null)
                {
                    Xunit.Assert.Equal(field.None, (int)WireValue.Integer(field.Type, at));
                }
                else
                {
                    Xunit.Assert.Equal(Expected(field, values[i]!, at), Convert.ToDouble(values[i]));
                }
            }
        }

        var absent = record.Values.Where(v => layout.Fields.All(f => f.Property != v.Property));
        Xunit.Assert.All(absent, v => Xunit.Assert.True(v.Value is null or object[] { Length: 0 }, $"{layout.Name} has no {v.Property}"));
    }

    private static double Expected(FieldLayout field, object value, ReadOnlySpan<byte> bytes) => field.Type switch
    {
        WireType.Single or WireType.Double => WireValue.Float(field.Type, bytes),
        _ when value is float => (float)WireValue.Integer(field.Type, bytes) * (float)field.Scale,
        _ => (double)WireValue.Integer(field.Type, bytes),
    };

    private static List<object?> Values(object? value) => value switch
    {
        object[] parts => [.. parts],
        Snapshot => [value],
        { } wheels when wheels.GetType().Name.StartsWith("Wheels", StringComparison.Ordinal) =>
            [.. Corners.Select(n => wheels.GetType().GetProperty(n)!.GetValue(wheels))],
        _ => [value],
    };
}
