using System.Runtime.InteropServices;

namespace DualTwin.EndToEnd.Tests;

/// <summary>Where things are.</summary>
internal static class Places
{
    /// <summary>The built executable of the configuration that the tests were built in.</summary>
    public static string Executable { get; } =
        BuiltFile("DualTwin", "dualtwin.dll");

    /// <summary>The <c>dotnet</c> that runs these tests.</summary>
    public static string Dotnet { get; } = Existing(Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet")));

    /// <summary>Root of the repository.</summary>
    public static string Root { get; } = Ancestor("DualTwin.slnx") ?? throw new InvalidOperationException("no folder above the tests holds DualTwin.slnx");

    /// <summary>The built program of the sample called <paramref name="project"/>.</summary>
    public static string Built(string project) => BuiltFile(project, project + ".dll");

    private static string Configuration => Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    /// <summary>A recorded session below <c>shared/data/live-timing/archive</c>; skips the test where it is absent.</summary>
    public static string Recording(string meeting, string session)
    {
        var folder = FindRecording(meeting, session);
        Assert.SkipWhen(folder is null, $"the recording {meeting}/{session} is not in ../shared/data/live-timing/archive");
        return folder!;
    }

    /// <inheritdoc cref="Recording"/>
    /// <returns>Null where it is absent.</returns>
    public static string? FindRecording(string meeting, string session)
    {
        var data = Ancestor(Path.Combine("shared", "data", "live-timing", "archive"));
        var folder = data is null ? null : Path.Combine(data, "shared", "data", "live-timing", "archive", meeting, session);
        return Directory.Exists(folder) ? folder : null;
    }

    /// <summary>A file below <c>shared/data</c>; skips the test where it is absent.</summary>
    public static string Data(string name)
    {
        var path = Path.Combine(Ancestor(Path.Combine("shared", "data")) ?? "", "shared", "data", name);
        Assert.SkipUnless(File.Exists(path), $"../shared/data/{name} is not here");
        return path;
    }

    // The nearest folder above the tests that holds the given path.
    private static string? Ancestor(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Exists(Path.Combine(folder.FullName, path)))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    private static string BuiltFile(string project, string name) =>
        Existing(Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", project, Configuration, name)));

    private static string Existing(string path) => File.Exists(path) ? path : throw new FileNotFoundException($"{path} is not there: build the solution first", path);
}
