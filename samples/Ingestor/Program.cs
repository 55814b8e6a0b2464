// Takes telemetry in without a server and reads the twins in code: dotnet run --project samples/Ingestor -- [address of a WebSocket]
using DualTwin.Server;

var address = args.Length > 0 ? args[0] : "ws://localhost:8080/telemetry";
await using var ingestor = new TelemetryIngestor();
await ingestor.StartAsync();

// True once it delivers; until then, and if it never does, the simulator goes on.
var live = await ingestor.SwitchToLiveModeAsync("websocket", new LiveSourceOptions { WebsocketUrl = address });
var status = ingestor.GetDataSourceStatus();
Console.WriteLine($"live: {live}, {status.LiveSourceType}, {status.Reason ?? "good data"}");

var seen = 0L;
while (live)
{
    // Views are immutable and may be kept; a reader that is slower than the source sees the newest one.
    await ingestor.Feed.NewerViewAsync(seen);
    var newest = ingestor.Feed.Current;
    seen = newest.Id;
    var view = newest.View;
    var ours = view.Belief.Cars.FirstOrDefault(c => c.CarId == view.OurCarId);
    Console.WriteLine(
        $"lap {view.State.Session.LeaderLap}, {view.State.Cars.Length} cars, {(view.StandingIn ? "simulated" : "measured")}; "
        + $"our car {ours?.CarId}: position {ours?.Position}, next lap {ours?.NextLapSeconds?.Mean:F1} s, "
        + $"stop in the next lap {(ours?.StopHazard is [var first, ..] ? first : null):P0}");
}
