using DualTwin.Server.Hosting;
using DualTwin.Sources;

namespace DualTwin.CommandLine;

/// <summary>Tells what the world did to us from what we did wrong.</summary>
internal static class Failures
{
    /// <summary>Whether the message of <paramref name="exception"/> is all that the user needs; anything else is a defect and shows its trace.</summary>
    public static bool IsExpected(Exception exception) => exception is SourceException or ServerStartException or InvalidDataException or IOException or UnauthorizedAccessException;
}
