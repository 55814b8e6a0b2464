using System.Diagnostics;
using System.Net;
using DualTwin.Server;
using DualTwin.Server.Configuration;
using DualTwin.Server.Sourcing;
using DualTwin.Sources;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DualTwin.Bench;

/// <summary>Cached reads of the telemetry against a bare Kestrel endpoint that returns the same bytes, in turns in one run.</summary>
internal static class RestBench
{
    private const string Path = "/api/v1/telemetry";
    private const int Rounds = 7;
    private const int Clients = 8;
    private const double LeastRatio = 0.7;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    public static async Task<bool> RunAsync(byte[] message)
    {
        var folder = Directory.CreateTempSubdirectory("dualtwin-bench-");
        var config = SystemConfig.Default with
        {
            Api = new ApiConfig { Port = 0 },
            StateManagement = new StateManagementConfig { StoragePath = folder.FullName },
        };
        await using var host = DualTwinServer.Build(config, SourcePlan.Of(new OneMessage(message)), TimeProvider.System);
        await host.StartAsync();
        await host.Session.Feed.NewerViewAsync(host.Session.Feed.Current.Id - 1);
        while (host.Session.Statistics.Count == 0)
        {
            await Task.Yield();
        }

        using var client = new HttpClient { BaseAddress = host.Address };
        var body = await client.GetByteArrayAsync(Path);
        await using var bare = await BareAsync(body);
        var bareAddress = new Uri(bare.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        var (ours, theirs) = (new double[Rounds], new double[Rounds]);
        await MeasureAsync(bareAddress);
        await MeasureAsync(host.Address!);
        for (var i = 0; i < Rounds; i++)
        {
            theirs[i] = await MeasureAsync(bareAddress);
            ours[i] = await MeasureAsync(host.Address!);
        }

        var (mine, other) = (Sample.Median(ours), Sample.Median(theirs));
        Console.WriteLine($"REST: {body.Length} bytes, {Clients} clients, {Rounds} rounds of {Round.TotalSeconds:F0} s in turns");
        Console.WriteLine($"bare Kestrel endpoint {other,9:F0} requests/s");
        Console.WriteLine($"GET {Path} {mine,9:F0} requests/s");
        Console.WriteLine($"  ratio {mine / other:F2} (goal {LeastRatio:F2})");
        await host.StopAsync();
        folder.Delete(recursive: true);
        return mine / other >= LeastRatio;
    }

    private static async Task<WebApplication> BareAsync(byte[] body)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        application.Run(async context =>
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = body.Length;
            await context.Response.BodyWriter.WriteAsync(body);
        });
        await application.StartAsync();
        return application;
    }

    private static async Task<double> MeasureAsync(Uri address)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(() => RawClient.CountAsync(address, Path, Round))));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private sealed class OneMessage(byte[] message) : ITelemetrySource
    {
        public SourceIdentity Identity { get; } = new("websocket", "bench", SourceMode.Live);

        public SourceCounters Counters { get; } = new();

        public async IAsyncEnumerable<Frame> ReadAsync(
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return SnapshotReader.Read(message, Identity, TimeProvider.System.GetUtcNow()).Frame!;
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
    }
}
