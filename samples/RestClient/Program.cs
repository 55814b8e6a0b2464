// Prints the order of the session once: dotnet run --project samples/RestClient -- [address]
using System.Text.Json.Nodes;

var server = new Uri(args.Length > 0 ? args[0] : "http://localhost:8000");
using var client = new HttpClient { BaseAddress = server };

// Without this header the server answers in schema 1.0.0, which has no gaps.
client.DefaultRequestHeaders.Add("X-Schema-Version", "1.1.0");

var body = JsonNode.Parse(await client.GetStringAsync("api/v1/telemetry"))!;
if (body["telemetry"] is not { } telemetry)
{
    Console.WriteLine($"No data yet: {body["message"]}");
    return 1;
}

Console.WriteLine($"Lap {telemetry["lap"]}, {telemetry["track_conditions"]!["track_status"]}");
foreach (var car in telemetry["cars"]!.AsArray().OrderBy(car => (int?)car!["position"] ?? int.MaxValue))
{
    // What nobody knows is null.
    var gap = (double?)car!["gap_to_leader"] is { } seconds ? $"+{seconds:0.000} s" : "-";
    Console.WriteLine($"{car["position"],3}  {car["car_id"],-4} {car["driver"],-20} {car["tire"]?["compound"],-12} {gap}");
}

return 0;
