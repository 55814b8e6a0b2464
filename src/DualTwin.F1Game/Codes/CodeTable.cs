using System.Collections.Immutable;

namespace DualTwin.F1Game.Codes;

/// <summary>What the values of a field mean, format by format.</summary>
public sealed class CodeTable(string name, ImmutableArray<CodeEntry> entries)
{
    public string Name => name;

    public ImmutableArray<CodeEntry> Entries => entries;

    /// <summary>The value's name in <paramref name="format"/>; null for a value that the format does not know.</summary>
    public string? NameOf(ushort format, long code)
    {
        foreach (var entry in entries)
        {
            if (entry.Code == code && entry.IsIn(format))
            {
                return entry.Name;
            }
        }

        return null;
    }

    /// <summary>The value that has the same name in another format; null where either format does not know it.</summary>
    public long? Translate(ushort from, long code, ushort to) => NameOf(from, code) is { } known ? CodeOf(to, known) : null;

    /// <summary>The value of a name in <paramref name="format"/>; null where the format has no such name.</summary>
    public long? CodeOf(ushort format, string text)
    {
        foreach (var entry in entries)
        {
            if (entry.IsIn(format) && string.Equals(entry.Name, text, StringComparison.Ordinal))
            {
                return entry.Code;
            }
        }

        return null;
    }
}
