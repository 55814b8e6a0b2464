namespace DualTwin.Backtest.Tests;

internal static class TestData
{
    /// <summary>The folder of recorded races; skips the test where it is not there.</summary>
    public static string Races()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var races = Path.Combine(folder.FullName, "shared", "data", "races");
            if (Directory.Exists(races))
            {
                return races;
            }
        }

        Assert.Skip("The recorded races (../shared/data/races) are not here.");
        return string.Empty;
    }
}
