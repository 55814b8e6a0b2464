using DualTwin.Server.Sourcing;
using System.Text.Json;
using DualTwin.Sources;
using DualTwin.Server.Configuration;
using DualTwin.Server.Hosting;
using DualTwin.Server.Sessions;
using DualTwin.Telemetry.Frames;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Server.Tests.Support;

/// <summary>A whole server on a free loopback port, with a folder and a clock of its own.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly bool _ownsFolder;

    private TestServer(DualTwinHost host, ScriptedSource source, FakeTimeProvider time, string folder, bool ownsFolder)
    {
        (Host, Source, Time, Folder, _ownsFolder) = (host, source, time, folder, ownsFolder);
        Client = new HttpClient { BaseAddress = host.Address, Timeout = Timeout.InfiniteTimeSpan };
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public DualTwinHost Host { get; }

    public ScriptedSource Source { get; }

    public FakeTimeProvider Time { get; }

    public string Folder { get; }

    public HttpClient Client { get; }

    public ViewFeed Feed => Host.Session.Feed;

    public static string NewFolder() => Directory.CreateTempSubdirectory("dualtwin-").FullName;

    public static SystemConfig Config(string folder, Func<ApiConfig, ApiConfig>? api = null)
    {
        var defaults = new ApiConfig { Port = 0 };
        return SystemConfig.Default with
        {
            Api = api?.Invoke(defaults) ?? defaults,
            StateManagement = new StateManagementConfig { StoragePath = folder },
        };
    }

    public static async Task<TestServer> StartAsync(
        Func<ApiConfig, ApiConfig>? api = null, string? folder = null, SourceMode mode = SourceMode.Live, Func<SystemConfig, SystemConfig>? config = null,
        Func<ITelemetrySource, SourcePlan>? plan = null)
    {
        var path = folder ?? NewFolder();
        var source = new ScriptedSource(mode);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 5, 3, 14, 0, 0, TimeSpan.Zero));
        var settings = Config(path, api);
        var host = DualTwinServer.Build(config?.Invoke(settings) ?? settings, plan?.Invoke(source) ?? SourcePlan.Of(source), time);
        await host.StartAsync(Token);
        return new TestServer(host, source, time, path, folder is null);
    }

    /// <summary>Sends <paramref name="frames"/> and waits until all of them are in the published view.</summary>
    public async Task FeedAsync(params IReadOnlyList<Frame> frames)
    {
        var target = Host.Session.Statistics.Count + frames.Count;
        foreach (var frame in frames)
        {
            Source.Send(frame);
        }

        await UntilAsync(() => Host.Session.Statistics.Count >= target);
    }

    /// <summary>Waits until <paramref name="condition"/> holds; it is looked at after every publication.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        // A count rises just after its publication, so that the last look must not wait for another one.
        while (!condition())
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Lets the clock run in steps until <paramref name="task"/> is done.</summary>
    public async Task<T> AdvanceUntilAsync<T>(Task<T> task, TimeSpan step)
    {
        while (!task.IsCompleted)
        {
            Token.ThrowIfCancellationRequested();
            Time.Advance(step);
            await Task.Yield();
        }

        return await task;
    }

    /// <summary>Lets the clock run in tenths of a second until <paramref name="condition"/> holds.</summary>
    public async Task PassUntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            Token.ThrowIfCancellationRequested();
            var before = Host.Session.Supervisor.Status;
            Time.Advance(TimeSpan.FromSeconds(0.1));
            await UntilAsync(() => !ReferenceEquals(before, Host.Session.Supervisor.Status));
        }
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Client.GetAsync(path, Token);
        return await ReadAsync(response);
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token));
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.StopAsync(CancellationToken.None);
        await Host.DisposeAsync();
        if (_ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
