using System.Text.Json;
using DualTwin.F1Game.Layouts;
using DualTwin.F1Game.Packets;

namespace DualTwin.F1Game.Tests.Layouts;

/// <summary>The layouts against a description of the wire formats that others keep.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, WireType> Types = new(StringComparer.Ordinal)
    {
        ["char"] = WireType.Char,
        ["uint8"] = WireType.UInt8,
        ["int8"] = WireType.Int8,
        ["uint16"] = WireType.UInt16,
        ["int16"] = WireType.Int16,
        ["uint32"] = WireType.UInt32,
        ["uint64"] = WireType.UInt64,
        ["float"] = WireType.Single,
        ["double"] = WireType.Double,
    };

    [Fact]
    public void All_OfThePackets_AreThoseOfTheReferenceWithTheirSizes()
    {
        var reference = Formats()
            .SelectMany(f => f.Value.GetProperty("packets").EnumerateObject().Select(p => $"{f.Name} {p.Name} {p.Value.GetProperty("size")}"));

        Assert.Equal(reference, PacketLayouts.All.Select(p => $"{p.Format} {(int)p.Id} {p.Size}"));
    }

    [Fact]
    public void Fields_OfEveryPacket_AreThoseOfTheReference()
    {
        foreach (var format in Formats())
        {
            var year = ushort.Parse(format.Name);
            var structs = format.Value.GetProperty("structs");
            AssertSame(structs.GetProperty("PacketHeader"), structs, PacketLayouts.Header(year)!, format.Name);
            foreach (var packet in format.Value.GetProperty("packets").EnumerateObject())
            {
                var layout = PacketLayouts.Find(year, (PacketId)int.Parse(packet.Name))!;
                AssertSame(packet.Value.GetProperty("fields"), structs, layout.Body, $"{format.Name} {layout.Name}");
            }
        }
    }

    [Fact]
    public void Events_OfEveryFormat_AreThoseOfTheReference()
    {
        foreach (var format in Formats())
        {
            var codes = format.Value.GetProperty("events").EnumerateObject().Select(e => e.Name).ToList();
            Assert.Equal(codes.Order(), Enum.GetValues<EventCode>().Where(c => PacketLayouts.Event(ushort.Parse(format.Name), c) is not null).Select(Letters).Order());
            foreach (var record in format.Value.GetProperty("events").EnumerateObject())
            {
                var layout = PacketLayouts.Event(ushort.Parse(format.Name), Code(record.Name))!;
                AssertSame(record.Value.GetProperty("fields"), default, layout, $"{format.Name} {record.Name}");
            }
        }
    }

    private static IEnumerable<JsonProperty> Formats() =>
        JsonDocument.Parse(File.ReadAllText(SharedFiles.Find("reference/f1-udp/layouts.json"))).RootElement.EnumerateObject().Where(f => f.Name != "_meta");

    private static EventCode Code(string letters) => (EventCode)BitConverter.ToUInt32(System.Text.Encoding.ASCII.GetBytes(letters));

    private static string Letters(EventCode code) => System.Text.Encoding.ASCII.GetString(BitConverter.GetBytes((uint)code));

    private static void AssertSame(JsonElement fields, JsonElement structs, RecordLayout layout, string at)
    {
        var names = fields.EnumerateArray().Select(f => f.GetProperty("name").GetString()!).Select(n => n.StartsWith("m_", StringComparison.Ordinal) ? n[2..] : n);
        Assert.Equal(names, layout.Fields.Select(f => f.Name));
        var offset = 0;
        foreach (var (field, own) in fields.EnumerateArray().Zip(layout.Fields))
        {
            Assert.True(offset == own.Offset, $"{at}.{own.Name} is at {own.Offset}, not {offset}");
            AssertSame(field, structs, own, $"{at}.{own.Name}");
            offset += own.Count * own.ElementSize;
        }

        Assert.Equal(offset, layout.Size);
    }

    private static void AssertSame(JsonElement field, JsonElement structs, FieldLayout own, string at)
    {
        Assert.True(Text(field, "enum") is null or "packet_id" || Text(field, "enum") == own.Codes, $"{at}: codes {own.Codes}");
        Assert.True((field.TryGetProperty("restricted", out var restricted) && restricted.GetBoolean()) == own.IsRestricted, $"{at}: restricted");
        if (field.TryGetProperty("dims", out var dims))
        {
            Assert.Equal(dims.EnumerateArray().Select(d => d.GetInt32()), own.Counts);
        }
        else if (Text(field, "type") != "union")
        {
            Assert.Equal(field.TryGetProperty("count", out var count) ? count.GetInt32() : 1, own.Count);
        }

        if (Text(field, "struct") is { } name)
        {
            AssertSame(structs.GetProperty(name), structs, own.Element!, $"{at}:{name}");
        }
        else if (Text(field, "type") is { } type and not "union")
        {
            Assert.True(Types[type] == own.Type, $"{at} is {own.Type}, not {type}");
        }
    }

    private static string? Text(JsonElement field, string name) => field.TryGetProperty(name, out var value) ? value.GetString() : null;
}
