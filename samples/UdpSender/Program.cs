// Sends a made-up race to DualTwin over UDP: dotnet run --project samples/UdpSender -- [host] [port]
using System.Net.Sockets;
using Samples;

var host = args.Length > 0 ? args[0] : "localhost";
var port = args.Length > 1 ? int.Parse(args[1]) : 20777;
using var ending = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    ending.Cancel();
};

using var client = new UdpClient();
using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
var clock = TimeProvider.System;
var start = clock.GetTimestamp();
Console.WriteLine($"sending to {host}:{port}, Ctrl+C ends");
try
{
    do
    {
        // One datagram, one snapshot: it must fit 65,507 bytes. Leave cars out and send them in the next datagram where it does not.
        await client.SendAsync(MadeUpRace.Snapshot(clock.GetUtcNow(), clock.GetElapsedTime(start)), host, port, ending.Token);
    }
    while (await timer.WaitForNextTickAsync(ending.Token));
}
catch (OperationCanceledException)
{
    Console.WriteLine("ended");
}
