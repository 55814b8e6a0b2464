using DualTwin.Sources.Archive.Download;
using DualTwin.Sources.Replay;

namespace DualTwin.Sources.Tests.Archive.Download;

public sealed class ArchiveDownloadTests : IAsyncLifetime
{
    private const string Timing = $"{ArchiveDouble.Race}/TimingData.jsonStream";

    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("dualtwin-archive-").FullName, "race");
    private readonly List<FileFetch> _told = [];
    private ArchiveDouble _archive = null!;
    private ArchiveDouble _mirror = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _archive = (await ArchiveDouble.StartAsync()).WithRace();
        _mirror = (await ArchiveDouble.StartAsync()).WithRace();
    }

    public async ValueTask DisposeAsync()
    {
        await _archive.DisposeAsync();
        await _mirror.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);
    }

    [Fact]
    public async Task Get_ASession_IsAFolderThatReplays()
    {
        var topics = await GetAsync();

        Assert.Equal(["SessionInfo", "DriverList", "TimingData"], topics);
        Assert.Equal(_archive.Files[Timing], ReadTiming());
        Assert.Equal("44", Played(_folder).Single());
        Assert.Contains(_told, f => f.State == FetchState.Coming && f.Name == "TimingData.jsonStream" && f.Whole == _archive.Files[Timing].Length);
        Assert.Contains(_told, f => f is { State: FetchState.Missing, Name: "LapCount.jsonStream" });
        Assert.Equal(4, (await File.ReadAllLinesAsync(Path.Combine(_folder, "SHA256SUMS"), Cancelled)).Length);
        Assert.Empty(Directory.GetFiles(_folder, "*.part*"));
        Assert.DoesNotContain(_mirror.Asked, asked => asked.Path == Timing);
    }

    [Fact]
    public async Task Get_Twice_FetchesOnlyWhatIsNotWholeAnyMore()
    {
        await GetAsync();
        await File.AppendAllTextAsync(Path.Combine(_folder, "DriverList.jsonStream"), "damage", Cancelled);
        _told.Clear();

        await GetAsync();

        Assert.Equal(["SessionInfo.jsonStream", "TimingData.jsonStream"], _told.Where(f => f.State == FetchState.Here).Select(f => f.Name));
        Assert.Equal(["DriverList.jsonStream"], _told.Where(f => f.State == FetchState.Done).Select(f => f.Name));
        Assert.Equal(_archive.Files[$"{ArchiveDouble.Race}/DriverList.jsonStream"], await File.ReadAllBytesAsync(Path.Combine(_folder, "DriverList.jsonStream"), Cancelled));
    }

    [Fact]
    public async Task Get_LineBreaksAgainAndAgain_GoesOnFromWhereItBroke()
    {
        _archive.BreaksAfter = path => path == Timing ? 120_000 : null;

        await GetAsync();

        Assert.Equal(_archive.Files[Timing], ReadTiming());
        var ranges = _archive.Asked.Where(asked => asked.Path == Timing).Select(asked => asked.Range).ToList();
        Assert.Null(ranges[0]);
        Assert.All(ranges.Skip(1), range => Assert.StartsWith("bytes=", range, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_BrokenOffAndBegunAgain_GoesOnWithWhatIsHere()
    {
        _archive.BreaksAfter = path => path == Timing ? 100_000 : null;
        _mirror.Instead = _ => 503;
        var problem = await Assert.ThrowsAsync<SourceException>(() => GetAsync(tries: 1));
        Assert.Contains("What is here is kept", problem.Message, StringComparison.Ordinal);
        Assert.Contains($"{_mirror.Base.Authority}: it answers 503", problem.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder, "TimingData.jsonStream.part")));

        _archive.BreaksAfter = _ => null;
        await GetAsync(tries: 1);

        Assert.Equal(_archive.Files[Timing], ReadTiming());
        Assert.StartsWith("bytes=", _archive.Asked[^1].Range ?? _archive.Asked.Last(asked => asked.Path == Timing).Range, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_FileChangedMeanwhile_IsFetchedFromItsBeginning()
    {
        _archive.BreaksAfter = path => path == Timing ? 100_000 : null;
        _mirror.Instead = _ => 503;
        await Assert.ThrowsAsync<SourceException>(() => GetAsync(tries: 1));
        _archive.BreaksAfter = _ => null;
        _archive.WithRace(400_000);

        await GetAsync(tries: 1);

        Assert.Equal(_archive.Files[Timing], ReadTiming());
    }

    [Fact]
    public async Task Get_NoVersionNamed_IsFetchedFromItsBeginning()
    {
        _archive.NamesVersions = false;
        var breaks = 2;
        _archive.BreaksAfter = path => path == Timing && breaks-- > 0 ? 100_000 : null;

        await GetAsync();

        Assert.Equal(_archive.Files[Timing], ReadTiming());
        Assert.All(_archive.Asked, asked => Assert.Null(asked.Range));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(500)]
    public async Task Get_ArchiveRefusesTheYear_TheMirrorServesIt(int status)
    {
        _archive.Instead = _ => status;

        Assert.Equal(["SessionInfo", "DriverList", "TimingData"], await GetAsync());
        Assert.Equal(_mirror.Files[Timing], ReadTiming());
    }

    [Fact]
    public async Task Get_MirrorDown_WhatTheArchiveLacksIsMissing()
    {
        _mirror.Instead = _ => 500;

        Assert.Equal(["SessionInfo", "DriverList", "TimingData"], await GetAsync());
    }

    [Fact]
    public async Task Get_ArchiveDownForOneTopic_IsNotPassedOver()
    {
        _archive.Instead = path => path == Timing ? 500 : null;
        _mirror.Files.Clear();

        var problem = await Assert.ThrowsAsync<SourceException>(() => GetAsync());

        Assert.Contains("TimingData.jsonStream cannot be fetched", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_APageInPlaceOfTheTopic_IsRefused()
    {
        _archive.Files[Timing] = "<html>Log in to use this network</html>"u8.ToArray();

        var problem = await Assert.ThrowsAsync<SourceException>(() => GetAsync());

        Assert.Contains("is no topic of the archive; expected lines such as 00:12:34.567{…}", problem.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "TimingData.jsonStream")));
        Assert.Empty(Directory.GetFiles(_folder, "*.part*"));
    }

    [Fact]
    public async Task Get_SessionThatIsNotThere_SaysWhatWasExpected()
    {
        using var site = Site();

        var problem = await Assert.ThrowsAsync<SourceException>(() => new ArchiveDownload(site, _told.Add).GetAsync("2018/2018-01-01_Nowhere/2018-01-01_Race", _folder, Cancelled));

        Assert.Contains("holds nothing of 2018/2018-01-01_Nowhere/2018-01-01_Race; expected files such as TimingData.jsonStream", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_LongerThanIsTaken_IsRefused()
    {
        using var site = new ArchiveSite(Options(3) with { MaxFileBytes = 1000 }, TimeProvider.System);

        var problem = await Assert.ThrowsAsync<SourceException>(() => new ArchiveDownload(site, _told.Add).GetAsync(ArchiveDouble.Race, _folder, Cancelled));

        Assert.Contains("at most 1000 are taken", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_OfAYear_NamesItsMeetingsAndSessionsAndNoUnsafePath()
    {
        using var site = Site();

        var index = await site.IndexAsync(2018, Cancelled);

        Assert.Equal([982, 983], index.Meetings.Select(m => m.Key));
        Assert.Equal([("Practice 1", null), ("Race", ArchiveDouble.Race)], index.Meetings[0].Sessions.Select(s => (s.Name, s.Path)));
        Assert.Null(index.Meetings[1].Sessions.Single().Path);
    }

    [Theory]
    [InlineData("testing", 982)]
    [InlineData("983", 983)]
    [InlineData("SÃO TESTE", 982)]
    [InlineData("Testing_Grand", 982)]
    [InlineData("RING", 982)]
    public async Task Find_APartOfWhatAMeetingIsCalled_FindsIt(string name, int key)
    {
        using var site = Site();

        Assert.Equal(key, (await site.IndexAsync(2018, Cancelled)).Find(name).Single().Key);
    }

    [Fact]
    public async Task Find_NoSuchMeeting_ListsThem()
    {
        using var site = Site();
        var index = await site.IndexAsync(2018, Cancelled);

        var problem = Assert.Throws<SourceException>(() => index.Find("Monaco"));

        Assert.Equal(
            "MEETING 'Monaco': the archive's index of 2018 has no such meeting; expected (a part of) one of: Testing Grand Prix, Other Grand Prix.",
            problem.Message);
    }

    [Theory]
    [InlineData("2017/Index.json", "")]
    [InlineData("2018/Index.json", "{\"Meetings\":3}")]
    [InlineData("2018/Index.json", "{\"Mee")]
    public async Task Index_NoneOrBroken_SaysSo(string path, string content)
    {
        _archive.Files[path] = System.Text.Encoding.UTF8.GetBytes(content);
        using var site = Site();

        var problem = await Assert.ThrowsAsync<SourceException>(() => site.IndexAsync(content.Length == 0 ? 2019 : 2018, Cancelled));

        Assert.Matches("has no index of it at|cannot be read", problem.Message);
    }

    private ArchiveSiteOptions Options(int tries) => new() { Bases = [_archive.Base, _mirror.Base], RetryDelay = TimeSpan.Zero, Tries = tries };

    private ArchiveSite Site(int tries = 3) => new(Options(tries), TimeProvider.System);

    private async Task<IReadOnlyList<string>> GetAsync(int tries = 3)
    {
        using var site = Site(tries);
        return await new ArchiveDownload(site, _told.Add).GetAsync(ArchiveDouble.Race, _folder, Cancelled);
    }

    private byte[] ReadTiming() => File.ReadAllBytes(Path.Combine(_folder, "TimingData.jsonStream"));

    private static IEnumerable<string> Played(string folder) =>
        Replay.Played.Through(Recordings.Open(folder)).Cars.Select(car => car.CarId);
}
