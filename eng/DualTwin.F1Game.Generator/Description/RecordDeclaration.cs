using System.Collections.Generic;
using System.Linq;

namespace DualTwin.F1Game.Generator.Description;

/// <summary>A packet, a struct of packets, an event's details or the header, over all formats.</summary>
internal sealed class RecordDeclaration(RecordKind kind, string key, string name, FormatRange formats, string path, int line)
{
    public RecordKind Kind { get; } = kind;

    /// <summary>Packet id or event code; empty for structs and the header.</summary>
    public string Key { get; } = key;

    public string Name { get; } = name;

    public FormatRange Formats { get; } = formats;

    public string Path { get; } = path;

    public int Line { get; } = line;

    public List<FieldDeclaration> Fields { get; } = [];

    /// <summary>Distinct layouts, oldest first; filled when all descriptions are read.</summary>
    public List<Layout> Layouts { get; } = [];

    public string TypeName => Kind switch
    {
        RecordKind.Packet => Name + "Packet",
        RecordKind.Event => Name + "Event",
        _ => Name,
    };

    public string InterfaceName => "I" + TypeName;

    public bool HasManyLayouts => Layouts.Count > 1;

    public IEnumerable<int> Years => Layouts.SelectMany(l => l.Formats).OrderBy(y => y);

    public Layout In(int format) => Layouts.Single(l => l.Formats.Contains(format));

    public bool Exists(int format) => Layouts.Any(l => l.Formats.Contains(format));

    public DescriptionException Fault(string message, int line = 0) => new(message, Path, line == 0 ? Line : line);
}
