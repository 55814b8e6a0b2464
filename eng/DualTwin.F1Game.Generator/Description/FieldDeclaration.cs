using System.Collections.Generic;

namespace DualTwin.F1Game.Generator.Description;

/// <summary>One line of a record: a field with its wire types by format and what is known of it.</summary>
internal sealed class FieldDeclaration(string name, IReadOnlyList<Ranged> types, int line)
{
    public string Name { get; } = name;

    public IReadOnlyList<Ranged> Types { get; } = types;

    public int Line { get; } = line;

    public string? Unit { get; set; }

    public string? Codes { get; set; }

    /// <summary>Formats in which other players' values are zeroed when they keep them private.</summary>
    public FormatRange? Restricted { get; set; }

    /// <summary>What an integer is multiplied with, as C# writes it.</summary>
    public string? Scale { get; set; }

    /// <summary>The value that stands for none, by format.</summary>
    public IReadOnlyList<Ranged> None { get; set; } = [];

    public List<Ranged> OlderNames { get; } = [];

    public string? Note { get; set; }

    public string NameIn(int format) => Ranged.At(OlderNames, format) ?? Name;
}
