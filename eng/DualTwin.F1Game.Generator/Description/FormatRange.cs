using System.Globalization;

namespace DualTwin.F1Game.Generator.Description;

/// <summary>A run of packet formats, both ends included, written <c>2023</c>, <c>2023-</c>, <c>-2023</c> or <c>2021-2022</c>.</summary>
internal sealed class FormatRange(int first, int last)
{
    public int First { get; } = first;

    public int Last { get; } = last;

    public bool Holds(int format) => format >= First && format <= Last;

    public static FormatRange Parse(string text, FormatRange all)
    {
        var dash = text.IndexOf('-');
        if (dash < 0)
        {
            return new FormatRange(Year(text, all), Year(text, all));
        }

        var from = dash == 0 ? all.First : Year(text.Substring(0, dash), all);
        var to = dash == text.Length - 1 ? all.Last : Year(text.Substring(dash + 1), all);
        return from <= to ? new FormatRange(from, to) : throw new DescriptionException($"'{text}' ends before it begins");
    }

    private static int Year(string text, FormatRange all) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && all.Holds(year)
            ? year
            : throw new DescriptionException($"'{text}' is not a format of {all.First} to {all.Last}");
}
