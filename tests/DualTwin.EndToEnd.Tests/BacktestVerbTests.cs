namespace DualTwin.EndToEnd.Tests;

public sealed class BacktestVerbTests
{
    [Fact]
    public async Task Backtest_OfASmallArchive_WritesEveryRowAndPrintsTheFigures()
    {
        using var folder = new WorkFolder();
        WriteArchive(folder, withRaces: true);

        var result = await DualTwinProcess.RunAsync(
            folder.Path, "backtest", "--data", folder.Path, "--predictions", folder["p.csv"], "--undercuts", folder["u.csv"]);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("1 of 1 races", result.Errors, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^next_lap\.naive +1\.0000 ", result.Output);
        Assert.Matches(@"(?m)^season +races ", result.Output);
        var rows = await File.ReadAllLinesAsync(folder["p.csv"], TestContext.Current.CancellationToken);
        Assert.Equal(21, rows.Length);
        Assert.StartsWith("season,round,driver,lap,next_lap_s,next_lap_p10,", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("2024,1,BBB,10,", rows[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backtest_WithoutTheTableOfRaces_SaysSoAndFails()
    {
        using var folder = new WorkFolder();
        WriteArchive(folder, withRaces: false);

        var result = await DualTwinProcess.RunAsync(folder.Path, "backtest", "--data", folder.Path);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("dualtwin: The table races holds no row for 2024 round 1, Bahrain Grand Prix: its distance is needed.", result.Errors.Trim());
    }

    [Fact]
    public async Task Backtest_WithoutLaps_SaysSoAndFails()
    {
        using var folder = new WorkFolder();

        var result = await DualTwinProcess.RunAsync(folder.Path, "backtest", "--data", folder.Path);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("holds neither results.csv nor results.csv.gz", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backtest_GroupedByNonsense_IsWrongUsage()
    {
        using var folder = new WorkFolder();

        var result = await DualTwinProcess.RunAsync(folder.Path, "backtest", "--data", folder.Path, "--by", "colour");

        Assert.Equal(2, result.ExitCode);
    }

    private static void WriteArchive(WorkFolder folder, bool withRaces)
    {
        var laps = new List<string> { "season,round,event,driver,team,car_number,lap,lap_time_s,compound,tyre_life,position,pit_in,pit_out,pit_lane_time_s,track_status,lap_start_s,lap_end_s" };
        foreach (var (driver, place) in new[] { ("AAA", 1), ("BBB", 2) })
        {
            var end = 100 + (2 * place);
            for (var lap = 1; lap <= 10; lap++)
            {
                var seconds = 90 + (lap % 2);
                laps.Add($"2024,1,Bahrain Grand Prix,{driver},Team,{place},{lap},{seconds},MEDIUM,{lap},{place},0,0,,1,{end},{end + seconds}");
                end += seconds;
            }
        }

        folder.Write("laps.csv", string.Join('\n', laps));
        folder.Write("pit_stops.csv", "season,round,driver,lap,pit_lane_time_s,stationary_s,kind\n");
        folder.Write("results.csv", "season,round,driver,grid,position_text\n2024,1,AAA,1,1\n2024,1,BBB,2,2\n");
        if (withRaces)
        {
            folder.Write("races.csv", "season,round,event,laps,wet_lap_pct\n2024,1,Bahrain Grand Prix,10,0\n");
        }
    }
}
