using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace DualTwin.F1Game.Generator.Description;

/// <summary>Reads the description files; their form is told in <c>src/DualTwin.F1Game/Description/README.md</c>.</summary>
internal sealed class DescriptionReader
{
    private static readonly char[] Blank = [' ', '\t'];

    private readonly ProtocolDescription _description = new();

    public ProtocolDescription Read(IEnumerable<(string Path, string Text)> files)
    {
        // The formats and counts come first: every other file needs them.
        foreach (var (path, text) in files.OrderBy(f => !f.Text.Contains("\nformats ")).ThenBy(f => f.Path, StringComparer.Ordinal))
        {
            ReadFile(path, text);
        }

        LayoutPlan.Fill(_description);
        return _description;
    }

    private void ReadFile(string path, string text)
    {
        Action<string, int>? inside = null;
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            try
            {
                if (line[0] != ' ')
                {
                    inside = ReadHead(line, path, i + 1);
                }
                else
                {
                    (inside ?? throw new DescriptionException("a field before any record"))(line.Trim(), i + 1);
                }
            }
            catch (DescriptionException e) when (e.Path.Length == 0)
            {
                throw new DescriptionException(e.Message, path, i + 1);
            }
        }
    }

    private Action<string, int>? ReadHead(string line, string path, int number)
    {
        var words = line.Split(Blank, StringSplitOptions.RemoveEmptyEntries);
        switch (words[0])
        {
            case "formats":
                _description.Formats = FormatRange.Parse(words[1], new FormatRange(0, int.MaxValue));
                return null;
            case "count":
                _description.Counts[words[1]] = Ranged.ParseAll(words[2], _description.Formats);
                return null;
            case "codes" or "flags":
                var table = new CodeTable(words[1], words.Length > 2 ? words[2] : null, words[0] == "flags");
                _description.CodeTables.Add(table);
                return (text, _) => table.Entries.Add(ReadCode(text));
            default:
                var record = ReadRecordHead(words, path, number);
                _description.Records.Add(record);
                return (text, at) => record.Fields.Add(ReadField(text, at));
        }
    }

    private RecordDeclaration ReadRecordHead(string[] words, string path, int line)
    {
        var (kind, keyed) = words[0] switch
        {
            "header" => (RecordKind.Header, 0),
            "struct" => (RecordKind.Struct, 0),
            "packet" => (RecordKind.Packet, 1),
            "event" => (RecordKind.Event, 1),
            _ => throw new DescriptionException($"'{words[0]}' begins nothing known"),
        };
        var name = words[1 + keyed];
        var range = words.Length > 2 + keyed ? FormatRange.Parse(words[2 + keyed], _description.Formats) : _description.Formats;
        return new RecordDeclaration(kind, keyed == 1 ? words[1] : "", name, range, path, line);
    }

    private FieldDeclaration ReadField(string text, int line)
    {
        var dashes = text.IndexOf(" -- ", StringComparison.Ordinal);
        var words = (dashes < 0 ? text : text.Substring(0, dashes)).Split(Blank, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2)
        {
            throw new DescriptionException("a field has a name and a type");
        }

        var field = new FieldDeclaration(words[0], Ranged.ParseAll(words[1], _description.Formats), line)
        {
            Note = dashes < 0 ? null : text.Substring(dashes + 4).Trim(),
        };
        foreach (var word in words.Skip(2))
        {
            ReadAttribute(field, word);
        }

        return field;
    }

    private void ReadAttribute(FieldDeclaration field, string word)
    {
        var colon = word.IndexOf(':');
        var value = word.Substring(colon + 1);
        switch (colon < 0 ? Ranged.Parse(word, _description.Formats).Text : word.Substring(0, colon))
        {
            case "unit":
                field.Unit = value;
                break;
            case "codes":
                field.Codes = value;
                break;
            case "scale":
                field.Scale = value;
                break;
            case "none":
                field.None = Ranged.ParseAll(value, _description.Formats);
                break;
            case "named":
                field.OlderNames.Add(Ranged.Parse(value, _description.Formats));
                break;
            case "restricted":
                field.Restricted = Ranged.Parse(word, _description.Formats).Range;
                break;
            default:
                throw new DescriptionException($"'{word}' says nothing known about a field");
        }
    }

    private CodeEntry ReadCode(string text)
    {
        var blank = text.IndexOf(' ');
        var code = Ranged.Parse(blank < 0 ? text : text.Substring(0, blank), _description.Formats);
        return blank > 0 && long.TryParse(code.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? new CodeEntry(value, text.Substring(blank).Trim(), code.Range)
            : throw new DescriptionException($"'{text}' is not a code and its name");
    }
}
