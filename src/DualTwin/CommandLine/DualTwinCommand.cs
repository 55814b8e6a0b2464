using System.CommandLine;
using DualTwin.Verbs;

namespace DualTwin.CommandLine;

/// <summary>The command <c>dualtwin</c> with all its verbs.</summary>
internal static class DualTwinCommand
{
    private const string Description =
        """
        DualTwin follows a Formula 1 session with a twin of our car and of the field, and serves both over an API.

        Exit codes: 0 done; 1 failure; 2 wrong usage or configuration; 130 broken off before the result was there.
        """;

    // Long enough to write the state files and to let running requests end; a second Ctrl+C does not wait.
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Runs the verb that <paramref name="args"/> name and returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Create().Parse(args);
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TerminationTimeout };
        try
        {
            var code = await parsed.InvokeAsync(configuration);
            return parsed.Errors.Count > 0 ? ExitCodes.WrongUsage : code;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.BrokenOff;
        }
        catch (Exception e) when (Failures.IsExpected(e))
        {
            await Console.Error.WriteLineAsync($"dualtwin: {e.Message}");
            return ExitCodes.Failure;
        }
    }

    private static RootCommand Create() => new(Description)
    {
        RunVerb.Create(),
        ReplayVerb.Create(),
        RecordVerb.Create(),
        SendVerb.Create(),
        DecodeVerb.Create(),
        ArchiveVerb.Create(),
        ConfigVerb.Create(),
        FitVerb.Create(),
        StopsVerb.Create(),
        StintsVerb.Create(),
        ForecastVerb.Create(),
        BacktestVerb.Create(),
    };
}
