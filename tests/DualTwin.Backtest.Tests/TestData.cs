namespace DualTwin.Backtest.Tests;

internal static class TestData
{
    /// <summary>The folder of recorded races; skips the test where it is not there.</summary>
    public static string Races() => Find("races", Directory.Exists);

    /// <summary>A decoded race of the F1 game; skips the test where it is not there.</summary>
    public static string GameRace() => Find(Path.Combine("game-udp", "decoded_race_spa_22laps_f1_25.json.gz"), File.Exists);

    private static string Find(string name, Func<string, bool> exists)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", name);
            if (exists(path))
            {
                return path;
            }
        }

        Assert.Skip($"The recorded data (../shared/data/{name}) are not here.");
        return string.Empty;
    }
}
