using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace DualTwin.F1Game.Generator.Description;

/// <summary>Lays every record out in every format and joins the formats whose bytes are equal.</summary>
internal sealed class LayoutPlan
{
    private const string Union = "union";

    private readonly ProtocolDescription _description;

    private LayoutPlan(ProtocolDescription description) => _description = description;

    public static void Fill(ProtocolDescription description)
    {
        var plan = new LayoutPlan(description);
        // Events first: the union in the event packet is as long as the longest of them.
        foreach (var kind in new[] { RecordKind.Header, RecordKind.Event, RecordKind.Packet })
        {
            foreach (var record in description.Records.Where(r => r.Kind == kind).ToList())
            {
                foreach (var format in description.Years.Where(record.Formats.Holds))
                {
                    plan.Lay(record, format);
                }
            }
        }
    }

    private Layout Lay(RecordDeclaration record, int format)
    {
        if (record.Exists(format))
        {
            return record.In(format);
        }

        var fields = new List<LaidField>();
        foreach (var field in record.Fields)
        {
            if (Ranged.At(field.Types, format) is { } type)
            {
                fields.Add(LayField(record, field, type, fields.Sum(f => f.Size), format));
            }
        }

        var layout = new Layout(record, fields);
        // Only neighbours are joined, so that a layout's formats are one range.
        var last = record.Layouts.LastOrDefault();
        if (last is null || last.Signature != layout.Signature)
        {
            record.Layouts.Add(layout);
            last = layout;
        }

        last.Formats.Add(format);
        return last;
    }

    private LaidField LayField(RecordDeclaration record, FieldDeclaration field, string type, int offset, int format)
    {
        if (type == Union)
        {
            var longest = _description.Events.Where(e => e.Exists(format)).Max(e => e.In(format).Size);
            return new LaidField(field, WireType.Find("u8")!, null, [longest], offset);
        }

        var parts = type.Split('[');
        var counts = parts.Skip(1).Select(p => Count(record, field, p.TrimEnd(']'), format)).ToList();
        if (WireType.Find(parts[0]) is { } plain)
        {
            return new LaidField(field, plain, null, counts, offset);
        }

        var element = _description.FindStruct(parts[0]) ?? throw record.Fault($"'{parts[0]}' is no type and no struct", field.Line);
        return new LaidField(field, WireType.Record, Lay(element, format), counts, offset);
    }

    private int Count(RecordDeclaration record, FieldDeclaration field, string text, int format)
    {
        var value = _description.Counts.TryGetValue(text, out var named) ? Ranged.At(named, format) : text;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : throw record.Fault($"'{text}' is not a count in {format}", field.Line);
    }
}
