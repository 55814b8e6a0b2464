using System.Reflection;
using DualTwin.F1Game.Packets;

namespace DualTwin.F1Game.Tests.Packets;

/// <summary>All values of a record as its properties give them; can be put into another record of the same type.</summary>
internal sealed class Snapshot : IRecordTaker
{
    private readonly List<(string Property, object? Value)> _values = [];

    public IReadOnlyList<(string Property, object? Value)> Values => _values;

    public object? this[string property] => _values.Single(v => v.Property == property).Value;

    public static Snapshot Of<TRecord>(ref TRecord record)
        where TRecord : unmanaged
    {
        var snapshot = new Snapshot();
        snapshot.Read(ref record);
        return snapshot;
    }

    void IRecordTaker.Take<TRecord>(in PacketHeader header, ref TRecord record) => Read(ref record);

    public void Read<TRecord>(ref TRecord record)
        where TRecord : unmanaged
    {
        object boxed = record;
        foreach (var property in typeof(TRecord).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (RecordParts.IsPart(property))
            {
                var parts = new PartReader();
                RecordParts.Visit(property, ref record, parts);
                _values.Add((property.Name, parts.Values));
            }
            else
            {
                _values.Add((property.Name, property.GetValue(boxed)));
            }
        }
    }

    public void Write<TRecord>(ref TRecord record)
        where TRecord : unmanaged
    {
        object boxed = record;
        foreach (var (name, value) in _values.Where(v => v.Value is not object[]))
        {
            typeof(TRecord).GetProperty(name)!.SetValue(boxed, value);
        }

        record = (TRecord)boxed;
        foreach (var (name, value) in _values)
        {
            if (value is object[] parts)
            {
                RecordParts.Visit(typeof(TRecord).GetProperty(name)!, ref record, new PartWriter(parts));
            }
        }
    }

    private sealed class PartReader : IPartAction
    {
        public object[] Values { get; private set; } = [];

        public void Do<TElement>(string property, Span<TElement> elements)
            where TElement : unmanaged
        {
            Values = new object[elements.Length];
            for (var i = 0; i < elements.Length; i++)
            {
                Values[i] = typeof(TElement).IsPrimitive ? elements[i] : Of(ref elements[i]);
            }
        }
    }

    private sealed class PartWriter(object[] values) : IPartAction
    {
        public void Do<TElement>(string property, Span<TElement> elements)
            where TElement : unmanaged
        {
            Assert.Equal(values.Length, elements.Length);
            for (var i = 0; i < values.Length; i++)
            {
                if (values[i] is Snapshot part)
                {
                    part.Write(ref elements[i]);
                }
                else
                {
                    elements[i] = (TElement)values[i];
                }
            }
        }
    }
}
