namespace DualTwin.EndToEnd.Tests;

public sealed class LogFileTests
{
    [Fact]
    public async Task LogFile_ThatIsFull_IsRolledAndOldOnesBeyondTheCountGo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using var folder = new WorkFolder();
        var full = new string('x', 990) + "\n";
        folder.Write("run.log", full);
        folder.Write("run.log.1", "older\n");
        var environment = new Dictionary<string, string>
        {
            ["DUALTWIN__LOGGING__FILE_PATH"] = "run.log",
            ["DUALTWIN__LOGGING__MAX_FILE_SIZE_MB"] = "0.001",
            ["DUALTWIN__LOGGING__BACKUP_COUNT"] = "1",
        };
        await using var process = DualTwinProcess.Start(
            folder.Path, environment, "run", "--source", $"replay:{TinyRecording.Write(folder["race"])}", "--speed", "max", "--port", "0");
        await process.ErrorLineAsync("it has said all it had to say");

        await process.SignalAsync("INT");
        await process.EndAsync();

        var cancelled = TestContext.Current.CancellationToken;
        Assert.Equal(full, await File.ReadAllTextAsync(folder["run.log.1"], cancelled));
        Assert.False(File.Exists(folder["run.log.2"]));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (info|warning) DualTwin\.\S+\[\d+\] ", await File.ReadAllTextAsync(folder["run.log"], cancelled));
    }

    [Fact]
    public async Task LogFile_InAPlaceThatCannotBe_IsNamedAndNothingStarts()
    {
        using var folder = new WorkFolder();
        folder.Write("taken", "");
        var environment = new Dictionary<string, string> { ["DUALTWIN__LOGGING__FILE_PATH"] = Path.Combine("taken", "run.log") };

        await using var process = DualTwinProcess.Start(
            folder.Path, environment, "run", "--source", $"replay:{TinyRecording.Write(folder["race"])}", "--port", "0");
        var result = await process.EndAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("dualtwin: ", result.Errors, StringComparison.Ordinal);
        Assert.Contains("taken", result.Errors, StringComparison.Ordinal);
    }
}
