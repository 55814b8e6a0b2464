using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DualTwin.F1Game.Packets;
using DualTwin.Sources.Udp;
using Microsoft.Extensions.Logging.Abstractions;

namespace DualTwin.Bench;

/// <summary>How many of the game's datagrams a second the UDP source takes, beside a loop that only receives them.</summary>
internal static class FloodBench
{
    private const int Rounds = 5;
    private const int PacedPerSecond = 100_000;
    private static readonly TimeSpan FloodTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PacedTime = TimeSpan.FromSeconds(4);

    public static async Task<bool> RunAsync()
    {
        Console.WriteLine("Flood: motion packets of format 2023 over loopback (goal: half of what an empty loop takes, none lost at 100,000 a second)");
        var (empty, source) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            empty.Add(await EmptyLoopAsync());
            source.Add(await SourceAsync());
        }

        var ratio = Median(source) / Median(empty);
        Console.WriteLine($"  empty loop {Median(empty):F0}/s ({Range(empty)}), source {Median(source):F0}/s ({Range(source)}), ratio {ratio:F2}");
        var (sent, taken) = await PacedAsync();
        Console.WriteLine($"  paced: {sent} sent in {PacedTime.TotalSeconds:F0} s, {taken} taken, {sent - taken} lost");
        return ratio >= 0.5 && sent == taken;
    }

    private static async Task<double> EmptyLoopAsync()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.ReceiveBufferSize = UdpSourceOptions.DefaultReceiveBufferBytes;
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var stop = new CancellationTokenSource();
        var count = 0L;
        var receiving = Task.Run(async () =>
        {
            var room = new byte[2048];
            var from = new SocketAddress(AddressFamily.InterNetwork);
            while (true)
            {
                await socket.ReceiveFromAsync(room, SocketFlags.None, from, stop.Token);
                Interlocked.Increment(ref count);
            }
        });
        var (before, began) = (0L, Stopwatch.GetTimestamp());
        Flood(((IPEndPoint)socket.LocalEndPoint!).Port, () => (before, began) = (Interlocked.Read(ref count), Stopwatch.GetTimestamp()));
        var rate = (Interlocked.Read(ref count) - before) / Stopwatch.GetElapsedTime(began).TotalSeconds;
        await stop.CancelAsync();
        await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return rate;
    }

    private static async Task<double> SourceAsync()
    {
        var source = NewSource();
        using var stop = new CancellationTokenSource();
        var reading = ReadAsync(source, stop.Token);
        var port = Port(source);
        var (before, began) = (0L, Stopwatch.GetTimestamp());
        Flood(port, () => (before, began) = (source.Counters.Messages, Stopwatch.GetTimestamp()));
        var rate = (source.Counters.Messages - before) / Stopwatch.GetElapsedTime(began).TotalSeconds;
        await stop.CancelAsync();
        await reading;
        return rate;
    }

    private static async Task<(long Sent, long Taken)> PacedAsync()
    {
        var source = NewSource();
        using var stop = new CancellationTokenSource();
        var reading = ReadAsync(source, stop.Token);
        using var sender = new GameSender(Port(source));
        var began = Stopwatch.GetTimestamp();
        for (var sent = 0L; Stopwatch.GetElapsedTime(began) < PacedTime;)
        {
            for (var due = (long)(Stopwatch.GetElapsedTime(began).TotalSeconds * PacedPerSecond); sent < due; sent++)
            {
                sender.Send();
            }
        }

        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        var taken = source.Counters.Messages;
        await stop.CancelAsync();
        await reading;
        return (sender.Sent, taken);
    }

    // The first half second warms up.
    private static void Flood(int port, Action warm)
    {
        using var sender = new GameSender(port);
        var began = Stopwatch.GetTimestamp();
        var warmed = false;
        while (Stopwatch.GetElapsedTime(began) < FloodTime)
        {
            for (var i = 0; i < 64; i++)
            {
                sender.Send();
            }

            if (!warmed && Stopwatch.GetElapsedTime(began).TotalSeconds > 0.5)
            {
                warmed = true;
                warm();
            }
        }
    }

    private static UdpSource NewSource() =>
        new(new UdpSourceOptions { Host = "127.0.0.1", Port = 0 }, TimeProvider.System, NullLogger<UdpSource>.Instance);

    private static async Task ReadAsync(UdpSource source, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var frame in source.ReadAsync(cancellationToken))
            {
                GC.KeepAlive(frame);
            }
        }
        catch (OperationCanceledException)
        {
            // That is how reading ends.
        }
    }

    private static int Port(UdpSource source)
    {
        SpinWait.SpinUntil(() => source.EndPoints.Count > 0);
        return source.EndPoints[0].Port;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Range(List<double> values) => $"{values.Min():F0} to {values.Max():F0}";

    /// <summary>Sends one motion packet after the other, each of a frame of its own.</summary>
    private sealed class GameSender : IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        private readonly SocketAddress _to;
        private readonly byte[] _datagram = new byte[2048];
        private readonly int _size;
        private OnCars<CarReader> _nothing = new(new CarReader());

        public GameSender(int port)
        {
            _to = new IPEndPoint(IPAddress.Loopback, port).Serialize();
            _size = Write(1);
        }

        public uint Sent { get; private set; }

        public void Send()
        {
            Write(++Sent);
            _socket.SendTo(_datagram.AsSpan(0, _size), SocketFlags.None, _to);
        }

        public void Dispose() => _socket.Dispose();

        private int Write(uint frame)
        {
            var header = new PacketHeader
            {
                PacketFormat = 2023,
                PacketId = PacketId.Motion,
                SessionUid = 1,
                FrameIdentifier = frame,
                OverallFrameIdentifier = frame,
            };
            return PacketWriter.Write(_datagram, in header, ref _nothing);
        }
    }
}
