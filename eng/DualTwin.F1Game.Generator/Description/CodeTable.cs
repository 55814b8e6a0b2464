using System.Collections.Generic;

namespace DualTwin.F1Game.Generator.Description;

/// <summary>Names of a field's values; an enum as well where <see cref="EnumName"/> is given.</summary>
internal sealed class CodeTable(string name, string? enumName, bool isFlags)
{
    public string Name { get; } = name;

    public string? EnumName { get; } = enumName;

    public bool IsFlags { get; } = isFlags;

    public List<CodeEntry> Entries { get; } = [];
}
