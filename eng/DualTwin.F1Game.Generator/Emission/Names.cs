using System.Collections.Generic;
using System.Linq;
using System.Text;
using DualTwin.F1Game.Generator.Description;

namespace DualTwin.F1Game.Generator.Emission;

/// <summary>The maker's names as C# and as prose.</summary>
internal static class Names
{
    /// <summary><c>carPosition</c> as <c>CarPosition</c>; digits in front go to the end.</summary>
    public static string Pascal(string name)
    {
        var digits = name.TakeWhile(char.IsDigit).Count();
        var rest = name.Substring(digits);
        return char.ToUpperInvariant(rest[0]) + rest.Substring(1) + name.Substring(0, digits);
    }

    /// <summary><c>Light cloud</c> as <c>LightCloud</c>.</summary>
    public static string Identifier(string words)
    {
        var text = new StringBuilder();
        var start = true;
        foreach (var c in words)
        {
            if (!char.IsLetterOrDigit(c))
            {
                start = true;
                continue;
            }

            if (text.Length == 0 && char.IsDigit(c))
            {
                text.Append('_');
            }

            text.Append(start ? char.ToUpperInvariant(c) : c);
            start = false;
        }

        return text.ToString();
    }

    /// <summary><c>numPitStops</c> as <c>Num pit stops</c>.</summary>
    public static string Words(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var starts = i > 0 && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (starts)
            {
                text.Append(' ');
            }

            var keeps = (i + 1 < name.Length && char.IsUpper(name[i + 1])) || (i > 0 && char.IsUpper(name[i - 1]) && !starts);
            text.Append(i == 0 ? char.ToUpperInvariant(name[i]) : starts && !keeps ? char.ToLowerInvariant(name[i]) : name[i]);
        }

        return text.ToString();
    }

    public static string Years(IEnumerable<int> years)
    {
        var all = years.ToList();
        return all[0] == all[all.Count - 1] ? $"Format {all[0]}." : $"Formats {all[0]} to {all[all.Count - 1]}.";
    }

    public static string Quote(string? text) => text is null ? "null" : "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
}
