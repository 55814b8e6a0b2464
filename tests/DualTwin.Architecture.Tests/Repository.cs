namespace DualTwin.Architecture.Tests;

/// <summary>The repository's files as the rules see them.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Names of all rooms, as their projects are called.</summary>
    public static IReadOnlyList<string> Rooms { get; } =
        [.. Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(p => Path.GetFileNameWithoutExtension(p)).Order()];

    /// <summary>Source files below <paramref name="folder"/>, relative to the root, with their lines.</summary>
    public static IEnumerable<(string Path, string[] Lines)> Sources(string folder) =>
        from file in Directory.GetFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
        orderby path
        select (path, File.ReadAllLines(file));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DualTwin.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"no folder above {AppContext.BaseDirectory} holds DualTwin.slnx");
    }
}
