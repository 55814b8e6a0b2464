using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace DualTwin.PitWall.Tests.Support;

/// <summary>Sends snapshots of a race that goes on as datagrams, ten a second: cars, gaps and laps, but no tyres and no weather.</summary>
internal sealed class CarSender(int port) : IDisposable
{
    private const double StepsALap = 60;

    private readonly UdpClient _socket = new();
    private CancellationTokenSource? _stop;
    private Task _sending = Task.CompletedTask;
    private int _step;

    public int Port { get; } = port;

    /// <summary>Cars that take part; more may join.</summary>
    public int Cars { get; set; }

    /// <summary>Whether the cars tell their places, on a circle with a radius of 500 m, and their lap times.</summary>
    public bool OnACircle { get; init; }

    /// <summary>What kind of session it is, in the schema's words.</summary>
    public string SessionType { get; init; } = "race";

    public void Start(int cars)
    {
        Cars = cars;
        _stop = new CancellationTokenSource();
        _sending = SendAsync(_stop.Token);
    }

    public async Task StopAsync()
    {
        await _stop!.CancelAsync();
        await _sending;
    }

    public void Dispose()
    {
        _stop?.Cancel();
        _stop?.Dispose();
        _socket.Dispose();
    }

    private async Task SendAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        try
        {
            do
            {
                await _socket.SendAsync(Encoding.UTF8.GetBytes(Snapshot()), "127.0.0.1", Port, CancellationToken.None);
                _step++;
            }
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    private string Snapshot()
    {
        var cars = Enumerable.Range(1, Cars).Select(n => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"car_id":"{{n}}","position":{{n}},"status":"on_track","lap":{{Lap(n)}},"laps_completed":{{Lap(n) - 1}},"gap_to_leader":{{n - 1}}{{Place(n)}}}"""));
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"schema_version":"1.1.0","timestamp":"{{TimeProvider.System.GetUtcNow():O}}","lap":{{Lap(1)}},"session_type":"{{SessionType}}","session":{"id":"made-up"},"cars":[{{string.Join(',', cars)}}]}""");
    }

    private double Driven(int car) => 1 + (_step / StepsALap) - ((car - 1) * 0.01);

    private int Lap(int car) => Math.Max(1, (int)Driven(car));

    private string Place(int car)
    {
        var angle = Driven(car) * 2 * Math.PI;
        return OnACircle
            ? string.Create(CultureInfo.InvariantCulture, $$""","lap_time":6,"map_position":{"x":{{500 * Math.Cos(angle):F2}},"y":{{500 * Math.Sin(angle):F2}}}""")
            : string.Empty;
    }
}
