using DualTwin.Server;
using DualTwin.Server.Configuration;
using DualTwin.Server.Hosting;
using DualTwin.Server.Sourcing.Kinds;

namespace DualTwin.PitWall.Tests.Support;

/// <summary>The real server on a loopback port, in a folder of its own.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly string _folder;
    private readonly TelemetryConfig _telemetry;

    private Site(DualTwinHost host, string folder, TelemetryConfig telemetry) => (Host, _folder, _telemetry) = (host, folder, telemetry);

    /// <summary>Whether the server was built with the page.</summary>
    public static bool HasPage { get; } = typeof(DualTwinServer).Assembly.GetManifestResourceNames().Contains("pitwall/index.html");

    public DualTwinHost Host { get; private set; }

    public Uri Address => Host.Address!;

    /// <summary>Where test and browser may find each other's files.</summary>
    public string Folder => _folder;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Serves a recorded session; it stands still at the beginning of <paramref name="lap"/>, or at its beginning.</summary>
    public static async Task<Site> ReplayAsync(string recording, int? lap = null)
    {
        var path = RecordingPath(recording);
        var options = new Dictionary<string, string>(StringComparer.Ordinal) { ["path"] = path, ["speed"] = "1" };
        var site = await StartAsync(new TelemetryConfig { Sources = [new SourceConfig { Type = SourceKinds.Replay, Options = options }] });
        if (lap is { } wanted)
        {
            await site.PostAsync("replay/seek", $$"""{"lap":{{wanted}}}""");
            await site.PostAsync("replay/pause", "{}");
        }

        return site;
    }

    /// <summary>Serves a simulated race to whoever has <paramref name="key"/>.</summary>
    public static async Task<Site> GuardedAsync(string key)
    {
        var folder = Directory.CreateTempSubdirectory("dualtwin-wall-").FullName;
        var file = Path.Combine(folder, "api.key");
        await File.WriteAllTextAsync(file, key, Token);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var telemetry = new TelemetryConfig { Sources = [new SourceConfig { Type = SourceKinds.Simulator }] };
        return new Site(await HostAsync(folder, telemetry, 0, file), folder, telemetry);
    }

    /// <summary>Serves a simulated race.</summary>
    public static Task<Site> SimulatorAsync(int cars = 20, double speed = 4)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["seed"] = "7", ["cars"] = cars.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["speed"] = speed.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        return StartAsync(new TelemetryConfig { Sources = [new SourceConfig { Type = SourceKinds.Simulator, Options = options }] });
    }

    public static async Task<Site> StartAsync(TelemetryConfig telemetry)
    {
        var folder = Directory.CreateTempSubdirectory("dualtwin-wall-").FullName;
        return new Site(await HostAsync(folder, telemetry, 0), folder, telemetry);
    }

    /// <summary>Stops the server; <see cref="StartAgainAsync"/> starts another on the same port.</summary>
    public async Task StopAsync()
    {
        await Host.StopAsync(CancellationToken.None);
        await Host.DisposeAsync();
    }

    public async Task StartAgainAsync() => Host = await HostAsync(_folder, _telemetry, Address.Port);

    public async Task PostAsync(string path, string body)
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await client.PostAsync($"/api/v1/{path}", content, Token);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Token));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<DualTwinHost> HostAsync(string folder, TelemetryConfig telemetry, int port, string? keyFile = null)
    {
        var config = SystemConfig.Default with
        {
            Api = new ApiConfig { Port = port, ApiKeyFile = keyFile }, Telemetry = telemetry, StateManagement = new StateManagementConfig { StoragePath = folder },
        };
        var host = DualTwinServer.Build(config, TimeProvider.System);
        await host.StartAsync(Token);
        return host;
    }

    private static string RecordingPath(string recording)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", "live-timing", "archive", recording);
            if (Directory.Exists(path))
            {
                return path;
            }
        }

        Assert.Skip($"the recording {recording} is not in ../shared/data/live-timing/archive");
        return string.Empty;
    }
}
