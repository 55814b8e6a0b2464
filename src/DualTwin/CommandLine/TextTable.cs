namespace DualTwin.CommandLine;

/// <summary>Writes rows in columns, so that people can read them and tools can split them at two spaces or more.</summary>
internal static class TextTable
{
    private const int Gap = 2;

    /// <summary>Writes <paramref name="header"/> and <paramref name="rows"/>; each row has as many cells as the header.</summary>
    public static void Write(TextWriter output, string[] header, IEnumerable<string[]> rows)
    {
        var lines = rows.Prepend(header).ToList();
        var widths = header.Select((_, column) => lines.Max(line => line[column].Length) + Gap).ToArray();
        foreach (var line in lines)
        {
            output.WriteLine(string.Concat(line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
