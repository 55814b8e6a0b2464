using DualTwin.Sources.Tests.Archive.Download;

namespace DualTwin.EndToEnd.Tests;

public sealed class ArchiveVerbTests
{
    [Fact]
    public async Task List_OfAYear_NamesWhatIsThere()
    {
        await using var archive = (await ArchiveDouble.StartAsync()).WithRace();
        using var folder = new WorkFolder();

        var result = await DualTwinProcess.RunAsync(folder.Path, "archive", "list", "2018", "testing", "--from", $"{archive.Base}");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Matches(@"(?m)^Testing Grand Prix +Practice 1 +2018-04-27 13:00 +not in the archive$", result.Output);
        Assert.Matches($"(?m)^Testing Grand Prix +Race +2018-04-29 16:10 +{ArchiveDouble.Race}$", result.Output);
        Assert.DoesNotContain("Other", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ASessionThenReplay_PlaysIt()
    {
        await using var archive = (await ArchiveDouble.StartAsync()).WithRace();
        using var folder = new WorkFolder();

        var got = await DualTwinProcess.RunAsync(folder.Path, "archive", "get", "2018", "testing", "--out", "here", "--from", $"{archive.Base}");

        Assert.Equal((0, Path.Combine("here", ArchiveDouble.Race)), (got.ExitCode, got.Output));
        Assert.Matches(@"(?m)^  TimingData\.jsonStream: 300\.\d kB$", got.Errors);
        Assert.Contains("  LapCount.jsonStream: not in the archive", got.Errors, StringComparison.Ordinal);
        var replayed = await DualTwinProcess.RunAsync(folder.Path, "replay", got.Output, "--speed", "max");
        Assert.Equal(0, replayed.ExitCode);
        Assert.StartsWith("Testing Grand Prix", replayed.Output, StringComparison.Ordinal);

        var again = await DualTwinProcess.RunAsync(folder.Path, "archive", "get", "2018", "testing", "--out", "here", "--from", $"{archive.Base}");
        Assert.Matches(@"(?m)^  TimingData\.jsonStream: 300\.\d kB, was here already$", again.Errors);
    }

    [Theory]
    [InlineData("dualtwin: MEETING 'nowhere': the archive's index of 2018 has no such meeting; expected (a part of) one of: Testing Grand Prix, Other Grand Prix.", "2018", "nowhere")]
    [InlineData("dualtwin: --session 'sprint': there is no such session in Testing Grand Prix; expected all or one of: Race.", "2018", "testing", "--session", "sprint")]
    [InlineData("dualtwin: --session 'practice 1': the archive does not hold it yet in Testing Grand Prix; expected all or one of: Race.", "2018", "testing", "--session", "practice 1")]
    [InlineData("dualtwin: YEAR 2019: the archive has no index of it at ", "2019")]
    public async Task Get_WhatIsNotThere_SaysWhatWasExpected(string expected, params string[] arguments)
    {
        await using var archive = (await ArchiveDouble.StartAsync()).WithRace();
        using var folder = new WorkFolder();

        var result = await DualTwinProcess.RunAsync(folder.Path, ["archive", "get", .. arguments, "--from", $"{archive.Base}"]);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(expected, result.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("YEAR 1999: expected a year from 2018 to 2099.", "1999")]
    [InlineData("--from 'ftp://x': expected an address that starts with https:// or http://.", "2018", "--from", "ftp://x")]
    public async Task Get_WrongUsage_SaysWhatWasExpected(string expected, params string[] arguments)
    {
        using var folder = new WorkFolder();

        var result = await DualTwinProcess.RunAsync(folder.Path, ["archive", "get", .. arguments]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
    }
}
