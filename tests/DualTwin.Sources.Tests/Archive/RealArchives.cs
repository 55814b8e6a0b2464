namespace DualTwin.Sources.Tests.Archive;

/// <summary>Finds the recordings of real sessions beside the project; tests that need one skip where there is none.</summary>
internal static class RealArchives
{
    public const string Azerbaijan = "2018-04-29_Azerbaijan_Grand_Prix/2018-04-29_Race";
    public const string Miami = "2025-05-04_Miami_Grand_Prix/2025-05-03_Sprint";
    public const string Monza = "2019-09-08_Italian_Grand_Prix/2019-09-07_Qualifying";

    public static string PathOf(string session) => Folder(Path.Combine("archive", session));

    /// <summary>A folder among the recordings of the live timing.</summary>
    public static string Folder(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", "live-timing", name);
            if (Directory.Exists(path))
            {
                return path;
            }
        }

        Assert.Skip($"The recording ../shared/data/live-timing/{name} is not here.");
        return string.Empty;
    }
}
