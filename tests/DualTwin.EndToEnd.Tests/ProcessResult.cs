namespace DualTwin.EndToEnd.Tests;

/// <summary>How a process ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">All of its standard output.</param>
/// <param name="Errors">All of its error output.</param>
internal sealed record ProcessResult(int ExitCode, string Output, string Errors);
