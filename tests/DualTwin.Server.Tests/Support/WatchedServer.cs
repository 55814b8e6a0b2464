using DualTwin.Server.Configuration.Loading;
using DualTwin.Server.Hosting;
using DualTwin.Server.Reloading;
using DualTwin.Server.Sourcing;
using DualTwin.Sources.Supervision;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Server.Tests.Support;

/// <summary>A server whose configuration file the test rewrites while it runs.</summary>
internal sealed class WatchedServer : IAsyncDisposable
{
    private readonly string _folder = TestServer.NewFolder();
    private DateTime _writtenAt = new(2026, 5, 3, 14, 0, 0, DateTimeKind.Utc);
    private int _speedKph = 100;

    private WatchedServer(string content)
    {
        File = Path.Combine(_folder, "system_config.json");
        Write(content);
        var watched = new WatchedConfig(File, Load(), () =>
        {
            var result = Load();
            Loaded?.Invoke();
            return result;
        });
        Host = DualTwinServer.Build(watched, Time, logging => logging.Services.AddSingleton<Microsoft.Extensions.Logging.ILoggerProvider>(Log));
    }

    public string File { get; }

    public LogLines Log { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 5, 3, 14, 0, 0, TimeSpan.Zero));

    public DualTwinHost Host { get; }

    /// <summary>Done when the file has been read again.</summary>
    public Action? Loaded { get; set; }

    public SupervisorStatus Sources => Host.Session.Supervisor.Status;

    public Configuration.SystemConfig Config => Host.Services.GetRequiredService<ConfigFeed>().Current;

    public static async Task<WatchedServer> StartAsync(string content)
    {
        var server = new WatchedServer(content);
        await server.Host.StartAsync(TestServer.Token);
        return server;
    }

    /// <summary>Writes the file, where <c>STORAGE</c> stands for the server's own folder; each writing has a time of its own.</summary>
    public void Write(string content)
    {
        System.IO.File.WriteAllText(File, content.Replace("STORAGE", _folder.Replace('\\', '/'), StringComparison.Ordinal));
        _writtenAt = _writtenAt.AddSeconds(1);
        System.IO.File.SetLastWriteTimeUtc(File, _writtenAt);
    }

    /// <summary>Lets time pass, a tenth of a second at a time, while <paramref name="speakers"/> speak, until <paramref name="condition"/> holds.</summary>
    public async Task PassUntilAsync(Func<bool> condition, params IReadOnlyList<SpokenServer> speakers)
    {
        while (!condition())
        {
            await PassAsync(speakers);
        }
    }

    /// <summary>Lets so much time pass that the file has been looked at twice.</summary>
    public async Task PassTwoLooksAsync(params IReadOnlyList<SpokenServer> speakers)
    {
        for (var tenth = 0; tenth < 20; tenth++)
        {
            await PassAsync(speakers);
        }
    }

    /// <summary>Waits until <paramref name="condition"/> holds; the clock stands.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            TestServer.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Host.StopAsync(CancellationToken.None);
        await Host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task PassAsync(IReadOnlyList<SpokenServer> speakers)
    {
        var before = Sources;
        Time.Advance(TimeSpan.FromSeconds(0.1));
        await UntilAsync(() => !ReferenceEquals(before, Sources));
        foreach (var speaker in speakers)
        {
            await speaker.SayAsync(Time.GetUtcNow(), ++_speedKph % 300);
        }

        // What the active source says is in before the clock goes on: a slow machine is no silence.
        if (speakers.FirstOrDefault(s => s.Open > 0 && Sources.Active == $"websocket {s.Url}") is not null)
        {
            var now = Time.GetUtcNow();
            await UntilAsync(() => Host.Session.Feed.Current.View.State.MeasuredAt == now || Sources.Active is null);
        }
    }

    private ConfigLoadResult Load() => SystemConfigLoader.Load(new ConfigInputs { File = File });
}
