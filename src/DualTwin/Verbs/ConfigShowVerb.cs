using System.CommandLine;
using DualTwin.CommandLine;

namespace DualTwin.Verbs;

/// <summary><c>config show</c>: every key with the value that counts and where it comes from.</summary>
internal static class ConfigShowVerb
{
    private const string Description =
        """
        Show every key with the value that counts and where it comes from; secrets are masked.

        Examples:
          dualtwin config show
          DUALTWIN__API__PORT=9000 dualtwin config show
        """;

    public static Command Create()
    {
        var file = ConfigOptions.File();
        var command = new Command("show", Description) { file };
        command.SetAction(parsed => Show(parsed.GetValue(file)));
        return command;
    }

    private static int Show(string? file)
    {
        var result = ConfigOptions.Load(file);
        ConfigOptions.Report(result, Console.Error);
        var rows = result.Values.Select(v => new[] { v.Path, v.Value, v.Origin.Text });
        TextTable.Write(Console.Out, ["key", "value", "from"], rows);
        return result.IsValid ? ExitCodes.Ok : ExitCodes.WrongUsage;
    }
}
