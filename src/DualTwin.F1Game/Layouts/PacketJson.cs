using System.Text.Json;
using DualTwin.F1Game.Packets;

namespace DualTwin.F1Game.Layouts;

/// <summary>
/// Prints datagrams as JSON with the wire's own values and the maker's names without <c>m_</c>: arrays whole and as arrays, character arrays as
/// strings up to the NUL, the session UID as a string (it exceeds what JSON readers keep exact), floats with all their digits.
/// </summary>
public static class PacketJson
{
    /// <summary>Writes <c>{"header":…,"name":…,"body":…}</c>, or <c>{"refused":reason}</c> where the datagram is no packet.</summary>
    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> datagram)
    {
        if (Check(datagram, out var header) is var refusal and not PacketRefusal.None)
        {
            WriteRefusal(writer, refusal.Text());
            return;
        }

        var layout = PacketLayouts.Find(header.PacketFormat, header.PacketId)!;
        writer.WriteStartObject();
        writer.WritePropertyName("header");
        WriteRecord(writer, PacketLayouts.Header(header.PacketFormat)!, datagram);
        writer.WriteString("name", layout.Name);
        writer.WritePropertyName("body");
        WriteBody(writer, layout, datagram[layout.HeaderSize..]);
        writer.WriteEndObject();
    }

    /// <summary>Writes <c>{"refused":reason}</c>.</summary>
    public static void WriteRefusal(Utf8JsonWriter writer, string reason)
    {
        writer.WriteStartObject();
        writer.WriteString("refused", reason);
        writer.WriteEndObject();
    }

    private static PacketRefusal Check(ReadOnlySpan<byte> datagram, out PacketHeader header)
    {
        if (!PacketHeader.TryRead(datagram, out header, out var refusal) || header.PacketId != PacketId.Event)
        {
            return refusal;
        }

        var known = EventDispatch.IsKnown(header.PacketFormat, PacketReader.CodeOf(datagram[header.Size..]));
        return known ? PacketRefusal.None : PacketRefusal.UnknownEventCode;
    }

    private static void WriteBody(Utf8JsonWriter writer, PacketLayout layout, ReadOnlySpan<byte> body)
    {
        if (layout.Id != PacketId.Event)
        {
            WriteRecord(writer, layout.Body, body);
            return;
        }

        writer.WriteStartObject();
        var (code, details) = (layout.Body.Fields[0], layout.Body.Fields[1]);
        WriteField(writer, code, body);
        var known = PacketLayouts.Event(layout.Format, PacketReader.CodeOf(body))!;
        if (known.Fields.Length > 0)
        {
            writer.WritePropertyName(details.Name);
            WriteRecord(writer, known, body[details.Offset..]);
        }

        writer.WriteEndObject();
    }

    private static void WriteRecord(Utf8JsonWriter writer, RecordLayout record, ReadOnlySpan<byte> bytes)
    {
        writer.WriteStartObject();
        foreach (var field in record.Fields)
        {
            WriteField(writer, field, bytes);
        }

        writer.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter writer, FieldLayout field, ReadOnlySpan<byte> record)
    {
        writer.WritePropertyName(field.Name);
        var bytes = record[field.Offset..];
        if (field.Type == WireType.Char)
        {
            writer.WriteStringValue(GameText.Read(bytes[..field.Count]));
        }
        else
        {
            WriteValues(writer, field, field.Counts.AsSpan(), bytes);
        }
    }

    private static void WriteValues(Utf8JsonWriter writer, FieldLayout field, ReadOnlySpan<int> counts, ReadOnlySpan<byte> bytes)
    {
        if (counts.IsEmpty)
        {
            WriteValue(writer, field, bytes);
            return;
        }

        var size = field.ElementSize;
        foreach (var count in counts[1..])
        {
            size *= count;
        }

        writer.WriteStartArray();
        for (var i = 0; i < counts[0]; i++)
        {
            WriteValues(writer, field, counts[1..], bytes[(i * size)..]);
        }

        writer.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, FieldLayout field, ReadOnlySpan<byte> bytes)
    {
        if (field.Element is { } element)
        {
            WriteRecord(writer, element, bytes);
        }
        else if (field.Type == WireType.UInt64)
        {
            writer.WriteStringValue(WireValue.Integer(field.Type, bytes).ToString());
        }
        else if (field.Type is WireType.Single or WireType.Double)
        {
            WriteFloat(writer, WireValue.Float(field.Type, bytes));
        }
        else
        {
            writer.WriteNumberValue((long)WireValue.Integer(field.Type, bytes));
        }
    }

    /// <summary>JSON has no number for them: NaN and the infinities become strings.</summary>
    private static void WriteFloat(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteStringValue(value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
