using System.Reflection;

namespace DualTwin.F1Game.Tests.Packets;

/// <summary>Spans and references of a record, which reflection cannot hold, behind delegates.</summary>
internal static class RecordParts
{
    private delegate Span<TElement> SpanOf<TRecord, TElement>(ref TRecord record);

    private delegate ref TElement ReferenceTo<TRecord, TElement>(ref TRecord record);

    /// <summary>Calls <paramref name="action"/> with the elements of a property that is a span or a reference.</summary>
    public static void Visit<TRecord>(PropertyInfo property, ref TRecord record, IPartAction action)
        where TRecord : unmanaged
    {
        var element = property.PropertyType.IsByRef ? property.PropertyType.GetElementType()! : property.PropertyType.GetGenericArguments()[0];
        var part = (Part<TRecord>)Activator.CreateInstance(typeof(Part<,>).MakeGenericType(typeof(TRecord), element))!;
        part.Visit(property, ref record, action);
    }

    public static bool IsPart(PropertyInfo property) =>
        property.PropertyType.IsByRef || (property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(Span<>));

    private abstract class Part<TRecord>
        where TRecord : unmanaged
    {
        public abstract void Visit(PropertyInfo property, ref TRecord record, IPartAction action);
    }

    private sealed class Part<TRecord, TElement> : Part<TRecord>
        where TRecord : unmanaged
        where TElement : unmanaged
    {
        public override void Visit(PropertyInfo property, ref TRecord record, IPartAction action)
        {
            var get = property.GetMethod!;
            if (property.PropertyType.IsByRef)
            {
                action.Do(property.Name, new Span<TElement>(ref get.CreateDelegate<ReferenceTo<TRecord, TElement>>()(ref record)));
            }
            else
            {
                action.Do(property.Name, get.CreateDelegate<SpanOf<TRecord, TElement>>()(ref record));
            }
        }
    }
}
