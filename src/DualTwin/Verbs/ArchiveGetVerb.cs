using System.CommandLine;
using DualTwin.Archives;
using DualTwin.CommandLine;
using DualTwin.Sources;
using DualTwin.Sources.Archive.Download;

namespace DualTwin.Verbs;

/// <summary><c>archive get</c>: downloads past sessions into folders that <c>replay</c> plays.</summary>
internal static class ArchiveGetVerb
{
    private const string Description =
        """
        Download past sessions from the public archive of the official live timing, each into a folder of its own that `replay` plays. What
        is here and whole is left alone and what broke off is gone on with, so that the same command again makes good what was missing.
        Prints the folders.

        Examples:
          dualtwin archive get 2018 azerbaijan
          dualtwin archive get 2025 monza --session all --out recordings
          dualtwin replay archive/2018/2018-04-29_Azerbaijan_Grand_Prix/2018-04-29_Race --speed max
        """;

    private const string All = "all";

    public static Command Create()
    {
        var arguments = new ArchiveArguments();
        var session = new Option<string>("--session")
        {
            Description = "Session by its name, such as race, qualifying, sprint or 'practice 1', or all",
            HelpName = "NAME",
            DefaultValueFactory = static _ => "race",
        };
        var output = new Option<string>("--out") { Description = "Folder of the archive here", HelpName = "DIR", DefaultValueFactory = static _ => "archive" };
        var command = new Command("get", Description) { session, output };
        arguments.AddTo(command);
        command.Does(async (parsed, cancellationToken) =>
        {
            using var site = arguments.Site(parsed);
            var index = await site.IndexAsync(arguments.Year(parsed), cancellationToken);
            var download = new ArchiveDownload(site, new FetchPrinter(Console.Error, !Console.IsErrorRedirected, TimeProvider.System).Tell);
            foreach (var path in Paths(arguments.Meetings(parsed, index), parsed.GetRequiredValue(session)))
            {
                await Console.Error.WriteLineAsync(path);
                var folder = Path.Combine([parsed.GetRequiredValue(output), .. path.Split('/')]);
                await download.GetAsync(path, folder, cancellationToken);
                await Console.Out.WriteLineAsync(folder);
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static List<string> Paths(IReadOnlyList<ArchiveMeeting> meetings, string name)
    {
        var sessions = meetings.SelectMany(meeting => meeting.Sessions).ToList();
        var named = sessions.Where(s => name.Equals(All, StringComparison.OrdinalIgnoreCase) || s.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        var there = named.Select(s => s.Path).OfType<string>().ToList();
        return there.Count > 0
            ? there
            : throw new SourceException(
                $"--session '{name}': {(named.Count > 0 ? "the archive does not hold it yet" : "there is no such session")} in "
                + $"{string.Join(", ", meetings.Select(m => m.Name))}; expected {All} or one of: "
                + $"{string.Join(", ", sessions.Where(s => s.Path is not null).Select(s => s.Name).Distinct())}.");
    }
}
