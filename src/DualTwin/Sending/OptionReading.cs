using System.CommandLine;
using System.Globalization;

namespace DualTwin.Sending;

/// <summary>Reads numbers out of a command line and keeps what is wrong with them, so that all is told at once.</summary>
internal sealed class OptionReading(ParseResult parsed)
{
    /// <summary>What is wrong so far, one sentence each.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>Whether <paramref name="option"/> is given.</summary>
    public bool Has(Option<string?> option) => Text(option) is not null;

    /// <summary>The text of <paramref name="option"/>; null where it is not given.</summary>
    public string? Text(Option<string?> option) => parsed.GetValue(option);

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>; the <paramref name="standard"/> where none is given or it is wrong.</summary>
    public double Number(Option<string?> option, double least, double most, double standard) =>
        Read(option, NumberStyles.AllowDecimalPoint, least, most, standard, "a number");

    /// <inheritdoc cref="Number"/>
    public double Whole(Option<string?> option, double least, double most, double standard) =>
        Read(option, NumberStyles.None, least, most, standard, "a whole number");

    /// <summary>Says that the value of <paramref name="option"/> is wrong.</summary>
    public void Refuse(Option<string?> option, string expected) => Problems.Add($"{option.Name}: \"{Text(option)}\" is wrong; expected {expected}");

    private double Read(Option<string?> option, NumberStyles style, double least, double most, double standard, string kind)
    {
        if (Text(option) is not { } text)
        {
            return standard;
        }

        if (double.TryParse(text, style, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Refuse(option, string.Create(CultureInfo.InvariantCulture, $"{kind} from {least} to {most}"));
        return standard;
    }
}
