namespace DualTwin.CommandLine;

/// <summary>How the process ends, for scripts.</summary>
internal static class ExitCodes
{
    /// <summary>Done. Also <c>run</c>, <c>send</c> and <c>replay --serve</c> ended by Ctrl+C or SIGTERM, which is their usual end.</summary>
    public const int Ok = 0;

    /// <summary>It could not be done: a file, a port or a source refused.</summary>
    public const int Failure = 1;

    /// <summary>Wrong usage or wrong configuration: nothing was started.</summary>
    public const int WrongUsage = 2;

    /// <summary>Broken off by Ctrl+C or SIGTERM before the result was there.</summary>
    public const int BrokenOff = 130;
}
