using System.CommandLine;

namespace DualTwin.CommandLine;

/// <summary>How verbs are hung into the command line.</summary>
internal static class Verb
{
    /// <summary>
    /// Sets what <paramref name="command"/> does. Whatever it does before its first wait is done beside the command line, which answers
    /// Ctrl+C with <see cref="ExitCodes.BrokenOff"/> at once as long as it has not been handed the running task.
    /// </summary>
    public static void Does(this Command command, Func<ParseResult, CancellationToken, Task<int>> action) =>
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await Task.Yield();
            return await action(parsed, cancellationToken);
        });
}
