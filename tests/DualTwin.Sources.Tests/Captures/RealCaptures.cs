namespace DualTwin.Sources.Tests.Captures;

/// <summary>Finds the recordings of the game beside the project; tests that need one skip where there is none.</summary>
internal static class RealCaptures
{
    public const string Sakhir = "2026_sakhir_practice_10hz.f64u32.gz";

    public static string PathOf(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "shared", "data", "game-udp", name) is var path && File.Exists(path))
            {
                return path;
            }
        }

        Assert.Skip($"The recording ../shared/data/game-udp/{name} is not here.");
        return string.Empty;
    }
}
