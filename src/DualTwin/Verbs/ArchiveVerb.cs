using System.CommandLine;

namespace DualTwin.Verbs;

/// <summary><c>archive list</c> and <c>archive get</c>.</summary>
internal static class ArchiveVerb
{
    public static Command Create() =>
        new("archive", "List and download past sessions of the official live timing's public archive.") { ArchiveListVerb.Create(), ArchiveGetVerb.Create() };
}
