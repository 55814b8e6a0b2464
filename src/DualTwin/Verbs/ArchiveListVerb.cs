using System.CommandLine;
using System.Globalization;
using DualTwin.Archives;
using DualTwin.CommandLine;

namespace DualTwin.Verbs;

/// <summary><c>archive list</c>: what the archive holds of a year.</summary>
internal static class ArchiveListVerb
{
    private const string Description =
        """
        List the sessions of a year that the public archive of the official live timing holds.

        Examples:
          dualtwin archive list 2025
          dualtwin archive list 2025 monza
        """;

    public static Command Create()
    {
        var arguments = new ArchiveArguments();
        var command = new Command("list", Description);
        arguments.AddTo(command);
        command.Does(async (parsed, cancellationToken) =>
        {
            using var site = arguments.Site(parsed);
            var index = await site.IndexAsync(arguments.Year(parsed), cancellationToken);
            var rows = arguments.Meetings(parsed, index).SelectMany(meeting => meeting.Sessions.Select(session => new[]
            {
                meeting.Name, session.Name,
                session.Start?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "-",
                session.Path ?? "not in the archive",
            }));
            TextTable.Write(Console.Out, ["meeting", "session", "begins (there)", "path"], rows);
            return ExitCodes.Ok;
        });
        return command;
    }
}
