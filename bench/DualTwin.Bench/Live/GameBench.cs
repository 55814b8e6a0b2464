using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DualTwin.F1Game.Packets;
using DualTwin.Server;
using DualTwin.Server.Configuration;
using DualTwin.Server.Forecasting;
using DualTwin.Server.Hosting;
using DualTwin.Server.Sourcing.Kinds;
using Microsoft.Extensions.DependencyInjection;

namespace DualTwin.Bench.Live;

/// <summary>
/// The F1 game's whole feed of format 2026 at 60 Hz in real time: what a server takes for it from socket to published view, and how long
/// after a frame's first datagram its view is out. A bare loop that only receives the same feed tells how much of it is the machine's.
/// </summary>
internal static class GameBench
{
    private const double MostCores = 0.03;
    private const double MostMilliseconds = 1;
    // So much of a race in a tenth of its time: by then all code is compiled as it will be for the rest of an evening.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(300);
    private const double WarmUpSpeed = 10;

    private static readonly TimeSpan Bare = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(30);

    // With the forecasts, which are made beside the path on cores that have nothing else to do.
    private static readonly TimeSpan WithForecasts = TimeSpan.FromSeconds(15);

    public static async Task<bool> RunAsync()
    {
        var feed = await GameFeed.MakeAsync(WarmUp + WithForecasts + Measured);
        await ReceiveOnlyAsync(feed);
        using var sender = new DatagramSender();
        var folder = Directory.CreateTempSubdirectory("dualtwin-bench-");
        await using (var host = DualTwinServer.Build(Config(folder.FullName, sender.Port), TimeProvider.System))
        {
            await host.StartAsync();
            sender.Accept();
            var play = new GamePlay(feed, sender);
            using var stop = new CancellationTokenSource();
            var seeing = SeeAsync(host, play, stop.Token);
            await play.RunAsync(TimeSpan.Zero, WarmUp, WarmUpSpeed);
            var all = OthersCpu(play);
            await play.RunAsync(WarmUp, WarmUp + WithForecasts, speed: 1);
            Console.WriteLine($"Game: the whole server, forecasts of the race beside it included, {(OthersCpu(play) - all) / WithForecasts:P2} of a core");
            await host.Services.GetRequiredService<Forecaster>().StopAsync(CancellationToken.None);
            play.Forget();
            var (allocated, others, compiled) = (GC.GetTotalAllocatedBytes(), OthersCpu(play), System.Runtime.JitInfo.GetCompilationTime());
            var started = Stopwatch.GetTimestamp();
            await play.RunAsync(WarmUp + WithForecasts, WarmUp + WithForecasts + Measured, speed: 1);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            var cores = (OthersCpu(play) - others).TotalSeconds / seconds;
            // Code that is called once in a while is compiled anew for minutes; over an evening that is nothing.
            var compiling = (System.Runtime.JitInfo.GetCompilationTime() - compiled).TotalSeconds / seconds;
            Console.WriteLine($"Game: compiling took {compiling:P2} of a core meanwhile, which is not counted; {GC.CollectionCount(0)} collections so far");
            cores -= compiling;
            var bytes = (GC.GetTotalAllocatedBytes() - allocated) / play.Delays.Count;
            await stop.CancelAsync();
            await seeing;
            await host.StopAsync(CancellationToken.None);
            return Tell(play, cores, bytes, seconds);
        }
    }

    private static async Task ReceiveOnlyAsync(GameFeed feed)
    {
        using var sender = new DatagramSender();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, sender.Port));
        sender.Accept();
        var play = new GamePlay(feed, sender);
        using var stop = new CancellationTokenSource();
        var receiving = Task.Run(async () =>
        {
            var room = new byte[2048];
            var from = new SocketAddress(AddressFamily.InterNetwork);
            while (true)
            {
                var size = await socket.ReceiveFromAsync(room, SocketFlags.None, from, stop.Token);
                if (PacketHeader.TryRead(room.AsSpan(0, size), out var header, out _))
                {
                    play.Seen(header.FrameIdentifier);
                }
            }
        });
        await play.RunAsync(TimeSpan.Zero, Bare, WarmUpSpeed);
        play.Forget();
        var others = OthersCpu(play);
        await play.RunAsync(Bare, 2 * Bare, speed: 1);
        var cores = (OthersCpu(play) - others).TotalSeconds / Bare.TotalSeconds;
        await stop.CancelAsync();
        await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var delays = play.Delays.Order().ToList();
        Console.WriteLine(
            $"Game: a bare receive loop {cores:P2} of a core; first datagram median {delays[delays.Count / 2] * 1000:F0} µs, p99 {delays[(int)(delays.Count * 0.99)]:F3} ms");
    }

    private static bool Tell(GamePlay play, double cores, long bytes, double seconds)
    {
        var delays = play.Delays.Order().ToList();
        var (median, p99) = (delays[delays.Count / 2], delays[(int)(delays.Count * 0.99)]);
        Console.WriteLine(
            $"Game: format 2026, {GameFeed.Cars} cars, {play.Sent / seconds:F0} packets/s, {delays.Count} of {play.Frames} frames seen, {bytes} B a frame");
        Console.WriteLine($"  socket to published view {cores:P2} of a core (goal {MostCores:P0}); first datagram to view median {median * 1000:F0} µs, p99 {p99:F3} ms (goal {MostMilliseconds} ms), worst {delays[^1]:F2} ms");
        return cores < MostCores && p99 < MostMilliseconds && delays.Count > play.Frames * 0.98;
    }

    // On a thread of its own, which stands for whoever reads, as the sender stands for the game's machine.
    private static Task SeeAsync(DualTwinHost host, GamePlay play, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            var id = 0L;
            while (!cancellationToken.IsCancellationRequested)
            {
                // The source's silence publishes another view, so that no wait is for ever.
#pragma warning disable VSTHRD002 // The thread does nothing else, and holds nothing that anybody waits for.
                host.Session.Feed.NewerViewAsync(id).Wait(CancellationToken.None);
#pragma warning restore VSTHRD002
                var view = host.Session.Feed.Current;
                id = view.Id;
                if (view.View.State.Tick is { } tick)
                {
                    play.Seen(tick);
                }

                play.NoteObserverCpu();
            }

            done.SetResult();
        }) { IsBackground = true, Name = "bench reader" }.Start();
        return done.Task;
    }

    // Sender and reader stand for other machines: what their own threads take is no part of it.
    private static TimeSpan OthersCpu(GamePlay play)
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime - play.SenderCpu - play.ObserverCpu;
    }

    private static SystemConfig Config(string folder, int port) => SystemConfig.Default with
    {
        Api = new ApiConfig { Port = 0 },
        StateManagement = new StateManagementConfig { StoragePath = folder },
        Telemetry = new TelemetryConfig
        {
            UseSimulator = false,
            LiveSourceType = SourceKinds.Udp,
            LiveSource = new LiveSourceConfig { Host = "127.0.0.1", Port = port },
        },
    };
}
