using System.CommandLine;
using DualTwin.CommandLine;

namespace DualTwin.Verbs;

/// <summary><c>config check</c>: tells everything that is wrong with the configuration at once.</summary>
internal static class ConfigCheckVerb
{
    private const string Description =
        """
        Tell everything that is wrong with the configuration at once.

        Examples:
          dualtwin config check
          dualtwin config check --config wall.json
        """;

    public static Command Create()
    {
        var file = ConfigOptions.File();
        var command = new Command("check", Description) { file };
        command.SetAction(parsed => Check(parsed.GetValue(file)));
        return command;
    }

    private static int Check(string? file)
    {
        var result = ConfigOptions.Load(file);
        ConfigOptions.Report(result, Console.Error);
        if (!result.IsValid)
        {
            Console.Error.WriteLine($"{result.Errors.Count} wrong");
            return ExitCodes.WrongUsage;
        }

        Console.Out.WriteLine("The configuration is right.");
        return ExitCodes.Ok;
    }
}
