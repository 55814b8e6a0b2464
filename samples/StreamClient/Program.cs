// Follows a session: dotnet run --project samples/StreamClient -- [address] [number of views after which it ends]
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

var server = new Uri(args.Length > 0 ? args[0] : "http://localhost:8000");
var views = args.Length > 1 ? int.Parse(args[1]) : int.MaxValue;
using var client = new HttpClient { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan };

// Two views a second are enough for a console; events come at once and are never left out.
await using var stream = await client.GetStreamAsync("api/v1/stream?schema_version=1.1.0&hz=2&fields=telemetry");
await foreach (var message in SseParser.Create(stream).EnumerateAsync())
{
    var data = JsonNode.Parse(message.Data)!;
    Console.WriteLine(message.EventType switch
    {
        "view" => $"view: lap {data["telemetry"]?["lap"]}, {data["telemetry"]?["cars"]?.AsArray().Count ?? 0} cars",
        "event" => $"event: {data["text"]}",
        var other => $"{other}: {message.Data}",
    });
    if (message.EventType == "view" && --views == 0)
    {
        return;
    }
}
