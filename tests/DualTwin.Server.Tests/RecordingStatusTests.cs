using System.Text.Json;
using DualTwin.Server.Configuration;
using DualTwin.Server.Tests.Support;

namespace DualTwin.Server.Tests;

/// <summary>What source status and health say of the recording of a run.</summary>
public sealed class RecordingStatusTests : IDisposable
{
    private readonly string _folder = TestServer.NewFolder();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Source_NothingIsRecorded_SaysNull()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());

        Assert.Equal(JsonValueKind.Null, (await RecordingAsync(server)).ValueKind);
        Assert.False((await server.GetAsync("/api/v1/health")).GetProperty("components").TryGetProperty("recording", out _));
    }

    [Fact]
    public async Task Source_TheRunIsRecorded_NamesTheFileAndWhatIsInIt()
    {
        var recordings = Path.Combine(_folder, "recordings");
        await using var server = await StartAsync(recordings);
        var recording = await UntilAsync(server, r => r.GetProperty("file").ValueKind == JsonValueKind.String);

        Assert.Equal(recordings, Path.GetDirectoryName(recording.GetProperty("file").GetString()));
        Assert.EndsWith(".dtrec", recording.GetProperty("file").GetString(), StringComparison.Ordinal);
        Assert.Equal((0, 0), (recording.GetProperty("messages").GetInt64(), recording.GetProperty("left_out").GetInt64()));
        Assert.Equal(JsonValueKind.Null, recording.GetProperty("problem").ValueKind);
        Assert.Equal("healthy", await HealthAsync(server, "status"));
    }

    [Fact]
    public async Task Source_TheDiskRefuses_SaysWhyAndTheHealthIsDegraded()
    {
        // A file in the folder's place: nothing can be made in it.
        var blocked = Path.Combine(_folder, "blocked");
        await File.WriteAllTextAsync(blocked, "", TestServer.Token);
        await using var server = await StartAsync(blocked);
        var recording = await UntilAsync(server, r => r.GetProperty("problem").ValueKind == JsonValueKind.String);

        Assert.Equal(JsonValueKind.Null, recording.GetProperty("file").ValueKind);
        Assert.Equal("degraded", await HealthAsync(server, "status"));
        Assert.StartsWith($"Nothing is recorded now: {recording.GetProperty("problem").GetString()}", await HealthAsync(server, "reason"), StringComparison.Ordinal);
    }

    private async Task<TestServer> StartAsync(string folder)
    {
        var server = await TestServer.StartAsync(
            folder: Path.Combine(_folder, "state"), config: settings => settings with { Recording = new RecordingConfig { Folder = folder } });
        await server.FeedAsync(Frames.Race());
        return server;
    }

    private static async Task<JsonElement> RecordingAsync(TestServer server)
    {
        var source = (await server.GetAsync("/api/v1/source")).GetProperty("source");
        await Schemas.AssertValidAsync("source-1.1.0", source.GetRawText());
        return source.GetProperty("recording");
    }

    private static async Task<string?> HealthAsync(TestServer server, string what)
    {
        var health = await server.GetAsync("/api/v1/health?schema_version=1.1.0");
        await Schemas.AssertValidAsync("health-1.1.0", health.GetRawText());
        return health.GetProperty("components").GetProperty("recording").GetProperty(what).GetString();
    }

    private static async Task<JsonElement> UntilAsync(TestServer server, Func<JsonElement, bool> condition)
    {
        while (true)
        {
            TestServer.Token.ThrowIfCancellationRequested();
            var recording = await RecordingAsync(server);
            if (condition(recording))
            {
                return recording;
            }
        }
    }
}
