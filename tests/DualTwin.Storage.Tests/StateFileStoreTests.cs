using System.Text;
using DualTwin.Storage.StateFiles;

namespace DualTwin.Storage.Tests;

public sealed class StateFileStoreTests : IDisposable
{
    private const string Telemetry = """{"timestamp":"2026-05-03T13:00:00Z","cars":[]}""";
    private readonly string _folder = Directory.CreateTempSubdirectory("dualtwin-").FullName;

    [Fact]
    public void Write_ThenRead_GivesTheSameBytes()
    {
        var sut = CreateSut();

        sut.Write(StateFile.Telemetry, Encoding.UTF8.GetBytes(Telemetry));
        var reading = sut.Read(StateFile.Telemetry);

        Assert.Null(reading.Problem);
        Assert.Equal(Telemetry, Encoding.UTF8.GetString(reading.Content!.Value.Span));
    }

    [Fact]
    public void Write_MissingFolder_IsMade()
    {
        var sut = new StateFileStore(new StateFilePaths(Path.Combine(_folder, "a", "b")));

        sut.Write(StateFile.CarTwin, "{}"u8);

        Assert.True(File.Exists(Path.Combine(_folder, "a", "b", StateFilePaths.CarTwinFileName)));
    }

    [Fact]
    public void Write_LeftoverOfACrash_IsOverwritten()
    {
        var sut = CreateSut();
        File.WriteAllText(sut.PathOf(StateFile.Telemetry) + AtomicFile.TemporarySuffix, "half a docu");

        sut.Write(StateFile.Telemetry, Encoding.UTF8.GetBytes(Telemetry));

        Assert.Equal([StateFilePaths.TelemetryFileName], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Write_WhileOthersRead_NeverShowsAPart()
    {
        var sut = CreateSut();
        var small = Encoding.UTF8.GetBytes(Telemetry);
        var large = Encoding.UTF8.GetBytes($"{{\"timestamp\":\"2026-05-03T13:00:00Z\",\"cars\":[{string.Join(',', Enumerable.Repeat("1", 50_000))}]}}");
        sut.Write(StateFile.Telemetry, small);
        var path = sut.PathOf(StateFile.Telemetry);
        using var written = new CancellationTokenSource();

        var reading = Task.Run(
            () =>
            {
                var sizes = new HashSet<long>();
                do
                {
                    sizes.Add(File.ReadAllBytes(path).Length);
                }
                while (!written.IsCancellationRequested);
                return sizes;
            },
            TestContext.Current.CancellationToken);
        for (var i = 0; i < 100; i++)
        {
            sut.Write(StateFile.Telemetry, i % 2 == 0 ? large : small);
        }

        await written.CancelAsync();
        Assert.Subset(new HashSet<long> { small.Length, large.Length }, await reading);
    }

    [Fact]
    public void Read_NoFile_IsMissingWithoutProblem() => Assert.Equal(StateFileReading.Missing, CreateSut().Read(StateFile.FieldTwin));

    [Theory]
    [InlineData("", "valid JSON")]
    [InlineData("{\"timestamp\":", "JSON")]
    [InlineData("3", "expected an object")]
    [InlineData("{\"cars\":[]}", "'timestamp'")]
    [InlineData("""{"timestamp":"2026-05-03T13:00:00Z","competitors":[]}""", "'cars'")]
    public void Read_NoStateFile_IsMovedAsideWithTheReason(string content, string reason)
    {
        var sut = CreateSut();
        var path = sut.PathOf(StateFile.Telemetry);
        File.WriteAllText(path, content);

        var reading = sut.Read(StateFile.Telemetry);

        Assert.Null(reading.Content);
        Assert.Contains(reason, reading.Problem, StringComparison.Ordinal);
        Assert.Contains(path, reading.Problem, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
        Assert.Equal(content, File.ReadAllText(path + StateFileStore.CorruptSuffix));
    }

    [Fact]
    public void Read_FolderInPlaceOfTheFile_IsMissing()
    {
        var sut = CreateSut();
        Directory.CreateDirectory(sut.PathOf(StateFile.Telemetry));

        Assert.Null(sut.Read(StateFile.Telemetry).Content);
    }

    [Fact]
    public void Write_FileInPlaceOfTheFolder_Throws()
    {
        var blocked = Path.Combine(_folder, "blocked");
        File.WriteAllText(blocked, string.Empty);

        Assert.ThrowsAny<IOException>(() => new StateFileStore(new StateFilePaths(blocked)).Write(StateFile.Telemetry, "{}"u8));
    }

    [Theory]
    [InlineData("state.json", "state.json")]
    [InlineData("sub/state.json", null)]
    public void Paths_TelemetryFile_BareNameLiesInTheFolder(string name, string? inFolder)
    {
        var expected = inFolder is null ? Path.GetFullPath(name) : Path.Combine(_folder, inFolder);

        Assert.Equal(expected, new StateFilePaths(_folder, name)[StateFile.Telemetry]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private StateFileStore CreateSut() => new(new StateFilePaths(_folder));
}
