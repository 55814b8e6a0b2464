using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace DualTwin.Sources.LiveTiming;

/// <summary>
/// What a topic of the feed says now, member by member, each with the time of the message that said it. Lists are kept as objects
/// keyed by index, as deltas write them.
/// </summary>
internal sealed class FeedNode
{
    // Longer names than any of the feed's; a name that does not fit is compared by its whole text.
    private const int MostNameChars = 64;

    private static readonly string[] Indexes = [.. Enumerable.Range(0, 128).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    private Dictionary<string, FeedNode>? _members;
    private byte[]? _value;
    private long _stamp = long.MinValue;

    /// <summary>Whether a mark stands at <paramref name="member"/> rather than content.</summary>
    public static bool IsMark(JsonProperty member) => JsonMarshal.GetRawUtf8PropertyName(member).StartsWith("_"u8);

    /// <summary>A copy that goes its own way; values are shared, since nobody changes one.</summary>
    public FeedNode Copy()
    {
        var copy = (FeedNode)MemberwiseClone();
        copy._members = _members?.ToDictionary(m => m.Key, m => m.Value.Copy(), StringComparer.Ordinal);
        return copy;
    }

    /// <summary>Lays <paramref name="delta"/> over what is known.</summary>
    /// <param name="delta">What a message says.</param>
    /// <param name="stamp">The message's time.</param>
    /// <param name="keepStamps">Whether what it only repeats keeps the time of the message that said it first.</param>
    public void Apply(JsonElement delta, long stamp, bool keepStamps = false)
    {
        if (delta.ValueKind == JsonValueKind.Object)
        {
            _value = null;
            foreach (var member in delta.EnumerateObject())
            {
                ApplyMember(member, stamp, keepStamps);
            }
        }
        else if (delta.ValueKind == JsonValueKind.Array)
        {
            _value = null;
            var index = 0;
            foreach (var element in delta.EnumerateArray())
            {
                Child(IndexName(index++)).Apply(element, stamp, keepStamps);
            }
        }
        else
        {
            Set(JsonMarshal.GetRawUtf8Value(delta), stamp, keepStamps);
        }
    }

    /// <summary>Whether anything that <paramref name="delta"/>, sent at <paramref name="stamp"/>, says is not older than what is known.</summary>
    public bool IsNewsIn(JsonElement delta, long stamp)
    {
        foreach (var (name, element) in Parts(delta))
        {
            if (Find(name) is not { } child || child.IsNewsIn(element, stamp))
            {
                return true;
            }
        }

        return _members is null && _stamp <= stamp;
    }

    /// <summary>Whether anything that <paramref name="delta"/> says differs from what is known.</summary>
    public bool IsChangedBy(JsonElement delta)
    {
        if (delta.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            return DiffersFrom(delta);
        }

        foreach (var (name, element) in Parts(delta))
        {
            if (Find(name) is not { } child || child.IsChangedBy(element))
            {
                return true;
            }
        }

        return delta.ValueKind == JsonValueKind.Object && delta.TryGetProperty("_deleted"u8, out _);
    }

    /// <summary>Whether <paramref name="whole"/>, all that there is to say, differs from what is known.</summary>
    public bool DiffersFrom(JsonElement whole)
    {
        if (whole.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            return _value is null || !JsonMarshal.GetRawUtf8Value(whole).SequenceEqual(_value);
        }

        foreach (var (name, element) in Parts(whole))
        {
            if (Find(name) is not { } child || child.DiffersFrom(element))
            {
                return true;
            }
        }

        return whole.ValueKind == JsonValueKind.Object && Gone(whole).Any();
    }

    /// <summary>The member called <paramref name="name"/>; null where it is not known.</summary>
    public FeedNode? Find(string name) => _members?.GetValueOrDefault(name);

    /// <summary>Names of members that are known and that <paramref name="whole"/> does not have any more.</summary>
    public IEnumerable<string> Gone(JsonElement whole) =>
        _members is null ? [] : _members.Where(m => m.Value.HasContent && !whole.TryGetProperty(m.Key, out _)).Select(m => m.Key);

    /// <summary>The members of an object or the elements of a list, by name, marks left out; none of a plain value.</summary>
    public static IEnumerable<(string Name, JsonElement Element)> Parts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Where(m => !IsMark(m)).Select(m => (m.Name, m.Value)),
        JsonValueKind.Array => element.EnumerateArray().Select((e, i) => (IndexName(i), e)),
        _ => [],
    };

    private bool HasContent => _value is not null || _members?.Values.Any(child => child.HasContent) == true;

    private static string IndexName(int index) => index < Indexes.Length ? Indexes[index] : index.ToString(CultureInfo.InvariantCulture);

    private void ApplyMember(JsonProperty member, long stamp, bool keepStamps)
    {
        if (!IsMark(member))
        {
            Child(member).Apply(member.Value, stamp, keepStamps);
        }
        else if (member.NameEquals("_deleted"u8))
        {
            foreach (var name in FeedMarks.Names(member.Value))
            {
                _members?.Remove(name);
            }
        }
    }

    private void Set(ReadOnlySpan<byte> value, long stamp, bool keepStamps)
    {
        var same = _value is not null && value.SequenceEqual(_value);
        if (!same)
        {
            (_value, _members) = (value.ToArray(), null);
        }

        if (!(same && keepStamps))
        {
            _stamp = stamp;
        }
    }

    private FeedNode Child(string name)
    {
        _members ??= new Dictionary<string, FeedNode>(StringComparer.Ordinal);
        ref var child = ref CollectionsMarshal.GetValueRefOrAddDefault(_members, name, out _);
        return child ??= new FeedNode();
    }

    // Most names are known: finding them costs no text.
    private FeedNode Child(JsonProperty member)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(member);
        if (_members is null || raw.Length > MostNameChars || raw.Contains((byte)'\\'))
        {
            return Child(member.Name);
        }

        Span<char> chars = stackalloc char[MostNameChars];
        ReadOnlySpan<char> name = chars[..Encoding.UTF8.GetChars(raw, chars)];
        return _members.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var child) ? child : Child(member.Name);
    }
}
