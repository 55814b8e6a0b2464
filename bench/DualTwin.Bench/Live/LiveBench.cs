namespace DualTwin.Bench.Live;

/// <summary>
/// How long from a live source's message to the stream's clients. The program is a process of its own; sender and clients are in this
/// one and cost little. Its messages take turns with those of a relay that only copies bytes, so that both meet the same machine.
/// </summary>
internal static class LiveBench
{
    private const int Clients = 10;
    private const int UpdatesPerSecond = 20;
    private const int Rounds = 5;
    private const int UpdatesPerRound = 160;
    private const int WarmUpUpdates = 100;
    private const double MostP50 = 1;
    private const double MostP99 = 5;
    private static readonly TimeSpan HalfInterval = TimeSpan.FromSeconds(0.5 / UpdatesPerSecond);
    private const string Path = "/api/v1/stream?hz=60&fields=telemetry";

    public static async Task<bool> RunAsync()
    {
        var met = true;
        using (var datagrams = new DatagramSender())
        {
            met &= await MeasureAsync("datagram", datagrams);
        }

        using var frames = new WebSocketSender();
        return met & await MeasureAsync("WebSocket message", frames);
    }

    private static async Task<bool> MeasureAsync(string what, ISnapshotSender sender)
    {
        if (await ServedProgram.StartAsync("--source", sender.Source) is not { } program)
        {
            return true;
        }

        using var ending = program;
        sender.Accept();
        var (messages, bareMessages) = (new StampedMessages(), new StampedMessages());
        using var bareSender = new DatagramSender();
        using var relay = new BareRelay(bareSender.Port, Clients);
        bareSender.Accept();
        using var bareClients = new StreamClients(relay.Address, "/", Clients, bareMessages);
        using var clients = new StreamClients(program.Address, Path, Clients, messages);
        var (ours, bare) = (new List<double[]>(), new List<double[]>());
        for (var update = 0; update < WarmUpUpdates + (Rounds * UpdatesPerRound); update++)
        {
            var counted = update >= WarmUpUpdates;
            sender.Send(messages.Next(update, counted).Span);
            await Task.Delay(HalfInterval, TimeProvider.System);
            bareSender.Send(bareMessages.Next(update, counted).Span);
            await Task.Delay(HalfInterval, TimeProvider.System);
            if (counted && (update - WarmUpUpdates + 1) % UpdatesPerRound == 0)
            {
                ours.Add(clients.Take());
                bare.Add(bareClients.Take());
            }
        }

        return Tell(what, messages.Bytes, ours, bare);
    }

    private static bool Tell(string what, int bytes, List<double[]> ours, List<double[]> bare)
    {
        var (p50, p99) = (Median(ours, 0.5), Median(ours, 0.99));
        var (bare50, bare99) = (Median(bare, 0.5), Median(bare, 0.99));
        Console.WriteLine(
            $"Live: {what} of {bytes} bytes to stream client, {Clients} clients, {UpdatesPerSecond} updates/s; medians of {Rounds} rounds, "
            + $"{ours.Sum(r => r.Length)} of {Rounds * UpdatesPerRound * Clients} deliveries");
        Console.WriteLine($"  p50 {p50:F2} ms (goal {MostP50}; rounds {Range(ours, 0.5)}), p99 {p99:F2} ms (goal {MostP99}; rounds {Range(ours, 0.99)})");
        Console.WriteLine(
            $"  bare relay p50 {bare50:F2} ms ({Range(bare, 0.5)}), p99 {bare99:F2} ms ({Range(bare, 0.99)}); ratio {p50 / bare50:F1} and {p99 / bare99:F1}");
        return p50 < MostP50 && p99 < MostP99;
    }

    private static double Median(List<double[]> rounds, double quantile) => Sample.Median([.. rounds.Select(r => At(r, quantile))]);

    private static string Range(List<double[]> rounds, double quantile) =>
        $"{rounds.Min(r => At(r, quantile)):F2} to {rounds.Max(r => At(r, quantile)):F2}";

    private static double At(double[] ascending, double quantile) =>
        ascending.Length == 0 ? double.NaN : ascending[(int)(ascending.Length * quantile)];
}
