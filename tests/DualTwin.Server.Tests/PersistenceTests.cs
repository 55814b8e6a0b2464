using System.Text.Json;
using DualTwin.Server.Persistence;
using DualTwin.Server.Tests.Support;
using DualTwin.Storage.StateFiles;

namespace DualTwin.Server.Tests;

public sealed class PersistenceTests : IDisposable
{
    private readonly string _folder = TestServer.NewFolder();

    [Fact]
    public async Task Run_TelemetryFile_IsWrittenAtLeastEveryThreeSeconds()
    {
        await using var server = await TestServer.StartAsync(
            folder: _folder, config: c => c with { Telemetry = c.Telemetry with { UpdateIntervalSeconds = 60 } });
        await server.FeedAsync(Frames.Race());
        var file = Path.Combine(_folder, StateFilePaths.TelemetryFileName);

        await AdvanceAsync(server, TimeSpan.FromSeconds(3), () => File.Exists(file));

        await Schemas.AssertValidAsync("telemetry-1.1.0", await File.ReadAllTextAsync(file, TestServer.Token));
        Assert.Empty(Directory.GetFiles(_folder, "*" + AtomicFile.TemporarySuffix));
    }

    [Fact]
    public async Task Run_TwinFiles_AreWrittenAtEachLapOfOurCarWithoutWaitingForTheInterval()
    {
        await using var server = await TestServer.StartAsync(folder: _folder);
        await server.FeedAsync(Frames.Race());
        string[] files = [Path.Combine(_folder, StateFilePaths.CarTwinFileName), Path.Combine(_folder, StateFilePaths.FieldTwinFileName)];
        await server.UntilAsync(() => files.All(File.Exists));
        Array.ForEach(files, File.Delete);

        await server.FeedAsync(Frames.Lap(1));

        // The clock stands still, so that only the lap can have them written.
        await server.UntilAsync(() => files.All(File.Exists));
        await Schemas.AssertValidAsync("car_twin-1.1.0", await File.ReadAllTextAsync(files[0], TestServer.Token));
        await Schemas.AssertValidAsync("field_twin-1.1.0", await File.ReadAllTextAsync(files[1], TestServer.Token));
    }

    [Fact]
    public async Task Run_TwinFiles_AreWrittenEveryFiveSecondsWhileNoLapEnds()
    {
        await using var server = await TestServer.StartAsync(folder: _folder);
        await server.FeedAsync(Frames.Race());
        var telemetry = Path.Combine(_folder, StateFilePaths.TelemetryFileName);
        var twin = Path.Combine(_folder, StateFilePaths.CarTwinFileName);
        await AdvanceAsync(server, TimeSpan.FromSeconds(1), () => File.Exists(telemetry) && File.Exists(twin));
        File.Delete(twin);

        var started = server.Time.GetUtcNow();
        await AdvanceAsync(server, TimeSpan.FromSeconds(1), () => File.Exists(twin));

        Assert.True(server.Time.GetUtcNow() > started);
    }

    [Fact]
    public async Task Stop_NewestState_IsWritten()
    {
        await using (var server = await TestServer.StartAsync(folder: _folder))
        {
            await server.FeedAsync(Frames.Race(), Frames.Lap(7));
        }

        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, StateFilePaths.TelemetryFileName), TestServer.Token));
        Assert.Equal(8, document.RootElement.GetProperty("lap").GetInt32());
    }

    [Fact]
    public async Task Restart_LastState_IsServedStaleUntilTheFirstView()
    {
        await RunOnceAsync();

        await using var server = await TestServer.StartAsync(folder: _folder);
        var stale = await server.GetAsync("/api/v1/telemetry?schema_version=1.1.0");
        var old = await server.GetAsync("/api/v1/telemetry");
        var environment = (await server.GetAsync("/api/v1/environment")).GetProperty("environment");
        await server.FeedAsync(Frames.Race(cars: 5));
        var fresh = await server.GetAsync("/api/v1/telemetry?schema_version=1.1.0");

        Assert.True(stale.GetProperty("metadata").GetProperty("stale").GetBoolean());
        Assert.Equal("state_file", stale.GetProperty("metadata").GetProperty("update_source").GetString());
        Assert.Equal(3, stale.GetProperty("metadata").GetProperty("car_count").GetInt32());
        await Schemas.AssertValidAsync("telemetry-1.1.0", stale.GetProperty("telemetry").GetRawText());
        await Schemas.AssertValidAsync("telemetry-1.0.0", old.GetProperty("telemetry").GetRawText());
        await Schemas.AssertValidAsync("environment-1.0.0", environment.GetRawText());
        Assert.False(fresh.GetProperty("metadata").GetProperty("stale").GetBoolean());
        Assert.Equal(5, fresh.GetProperty("metadata").GetProperty("car_count").GetInt32());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"timestamp\":\"2026-05-03T13:00:00Z\",\"cars\":[{\"car_id\":")]
    [InlineData("[]")]
    [InlineData("{\"timestamp\":\"2026-05-03T13:00:00Z\"}")]
    [InlineData("\0\0\0\0")]
    public async Task Restart_CorruptFile_IsMovedAsideAndNamedInTheHealth(string content)
    {
        var file = Path.Combine(_folder, StateFilePaths.TelemetryFileName);
        await File.WriteAllTextAsync(file, content, TestServer.Token);

        await using var server = await TestServer.StartAsync(folder: _folder);
        var body = await server.GetAsync("/api/v1/telemetry");
        var storage = (await server.GetAsync("/api/v1/health")).GetProperty("components").GetProperty("storage");

        Assert.False(body.GetProperty("success").GetBoolean());
        Assert.Equal("warning", storage.GetProperty("status").GetString());
        Assert.Contains(file, storage.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.False(File.Exists(file));
        Assert.Equal(content, await File.ReadAllTextAsync(file + StateFileStore.CorruptSuffix, TestServer.Token));
    }

    [Fact]
    public async Task Run_UnwritableFolder_IsDegradedWithTheReasonAndRecovers()
    {
        // A file where the folder should be: nobody can write there, whatever rights the tests run with.
        var blocked = Path.Combine(_folder, "blocked");
        await File.WriteAllTextAsync(blocked, "in the way", TestServer.Token);
        await using var server = await TestServer.StartAsync(folder: blocked);
        await server.FeedAsync(Frames.Race());
        var persister = (StatePersister)server.Host.Services.GetService(typeof(StatePersister))!;

        await AdvanceAsync(server, TimeSpan.FromSeconds(3), () => persister.Failures > 0);
        var storage = (await server.GetAsync("/api/v1/health")).GetProperty("components").GetProperty("storage");
        File.Delete(blocked);
        await AdvanceAsync(server, TimeSpan.FromSeconds(3), () => persister.Problem is null);

        Assert.Equal("degraded", storage.GetProperty("status").GetString());
        Assert.Contains("State files cannot be written", storage.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(blocked, StateFilePaths.TelemetryFileName)));
        Assert.True((await server.GetAsync("/api/v1/telemetry")).GetProperty("success").GetBoolean());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task AdvanceAsync(TestServer server, TimeSpan step, Func<bool> condition)
    {
        while (!condition())
        {
            TestServer.Token.ThrowIfCancellationRequested();
            server.Time.Advance(step);
            await Task.Yield();
        }
    }

    private async Task RunOnceAsync()
    {
        await using var server = await TestServer.StartAsync(folder: _folder);
        await server.FeedAsync(Frames.Race(), Frames.Lap(1));
    }
}
