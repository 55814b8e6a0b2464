using System.CommandLine;
using DualTwin.Sources.Archive.Download;

namespace DualTwin.Archives;

/// <summary>What <c>archive list</c> and <c>archive get</c> are told alike: the year, the meeting, and where the archive is.</summary>
internal sealed class ArchiveArguments
{
    private const int FirstYear = 2018;
    private const int LastYear = 2099;

    private readonly Argument<int> _year = new("YEAR") { Description = "Year, from 2018 on" };

    private readonly Argument<string?> _meeting = new("MEETING")
    {
        Description = "Part of the meeting's name, place, country or circuit, or its key (default: all of the year)",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _from = new("--from")
    {
        Description = "Address of the archive, the first that has a file counts (default: the championship's own, then its mirror)",
        HelpName = "URL",
    };

    public void AddTo(Command command)
    {
        command.Add(_year);
        command.Add(_meeting);
        command.Add(_from);
        _year.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var year) && year is < FirstYear or > LastYear)
            {
                result.AddError($"YEAR {year}: expected a year from {FirstYear} to {LastYear}.");
            }
        });
        _from.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (!Uri.TryCreate(token.Value, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                {
                    result.AddError($"--from '{token.Value}': expected an address that starts with https:// or http://.");
                }
            }
        });
    }

    public int Year(ParseResult parsed) => parsed.GetValue(_year);

    /// <summary>The meetings that are meant, of the archive's index of the year.</summary>
    public IReadOnlyList<ArchiveMeeting> Meetings(ParseResult parsed, ArchiveIndex index) =>
        parsed.GetValue(_meeting) is { } name ? index.Find(name) : index.Meetings;

    public ArchiveSite Site(ParseResult parsed)
    {
        var options = new ArchiveSiteOptions();
        var bases = parsed.GetValue(_from) ?? [];
        return new ArchiveSite(bases.Length == 0 ? options : options with { Bases = [.. bases.Select(b => new Uri(b))] }, TimeProvider.System);
    }
}
