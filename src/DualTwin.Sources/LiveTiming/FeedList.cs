using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace DualTwin.Sources.LiveTiming;

/// <summary>
/// A list of the feed: an array in a snapshot, an object keyed by index in a delta, where an index equal to the count appends.
/// Enumerates index and element of both; marks such as <c>_kf</c> and <c>_deleted</c> are no elements.
/// </summary>
internal ref struct FeedList
{
    private readonly bool _array;
    private JsonElement.ArrayEnumerator _items;
    private JsonElement.ObjectEnumerator _members;
    private int _next;

    public FeedList(JsonElement list)
    {
        _array = list.ValueKind == JsonValueKind.Array;
        _items = _array ? list.EnumerateArray() : default;
        _members = list.ValueKind == JsonValueKind.Object ? list.EnumerateObject() : default;
    }

    /// <summary>Zero-based index of the current element.</summary>
    public int Index { get; private set; }

    /// <summary>The current element.</summary>
    public JsonElement Element { get; private set; }

    /// <summary>Moves to the next element.</summary>
    public bool MoveNext()
    {
        if (_array)
        {
            var more = _items.MoveNext();
            (Index, Element) = (_next++, more ? _items.Current : default);
            return more;
        }

        while (_members.MoveNext())
        {
            if (TryIndex(_members.Current, out var index))
            {
                (Index, Element) = (index, _members.Current.Value);
                return true;
            }
        }

        return false;
    }

    private static bool TryIndex(JsonProperty member, out int index)
    {
        var name = JsonMarshal.GetRawUtf8PropertyName(member);
        return Utf8Parser.TryParse(name, out index, out var used) && used == name.Length && index >= 0;
    }
}
