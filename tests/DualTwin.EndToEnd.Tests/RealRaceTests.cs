using System.Text.Json.Nodes;

namespace DualTwin.EndToEnd.Tests;

/// <summary>A whole Grand Prix through the executable: Azerbaijan 2018, with two safety cars and seven retirements.</summary>
public sealed class RealRaceTests
{
    private static readonly string[] OrderAtTheFlag =
        ["HAM", "RAI", "PER", "VET", "SAI", "LEC", "ALO", "STR", "VAN", "HAR", "ERI", "GAS", "MAG"];

    [Fact]
    public async Task Replay_OfAzerbaijan2018_GivesOrderSafetyCarsAndStops()
    {
        var recording = Places.Recording("2018-04-29_Azerbaijan_Grand_Prix", "2018-04-29_Race");
        using var folder = new WorkFolder();

        var result = await DualTwinProcess.RunAsync(folder.Path, "replay", recording, "--speed", "max", "--out", folder["first"]);
        await DualTwinProcess.RunAsync(folder.Path, "replay", recording, "--speed", "max", "--out", folder["second"]);

        Assert.Equal(0, result.ExitCode);
        AssertCalls(result.Output);
        AssertOrder(Read(folder["first"], "telemetry_state.json"));
        AssertHistory(Read(folder["first"], "history.json"));
        Assert.All(
            Directory.GetFiles(folder["first"]).Select(f => Path.GetFileName(f)),
            name => Assert.Equal(File.ReadAllBytes(Path.Combine(folder["first"], name)), File.ReadAllBytes(Path.Combine(folder["second"], name))));
    }

    private static void AssertCalls(string output)
    {
        // Bottas stopped under the second safety car, and came out in the lead.
        Assert.Matches(@"(?m)^40 +77 +Valtteri Bottas +soft +\d+ ?% .+ 1 +\d+\.\d \(\d+\.\.\d+\) +14 *$", output);
        Assert.Equal(35, output.Split('\n').Count(line => line.Length > 0 && char.IsAsciiDigit(line[0]) && line.Contains('%', StringComparison.Ordinal)));
        Assert.Matches(@"(?m)^1 +safety car +44 ", output);
        Assert.Matches(@"(?m)^40 +safety car +44 ", output);
    }

    private static void AssertOrder(JsonNode telemetry)
    {
        var cars = telemetry["cars"]!.AsArray().OrderBy(c => (int?)c!["position"]).ToList();
        Assert.Equal(51, (int?)telemetry["lap"]);
        Assert.Equal(OrderAtTheFlag, cars.Take(13).Select(c => (string?)c!["driver_code"]));
        Assert.All(cars.Take(13), c => Assert.Equal("finished", (string?)c!["status"]));
        Assert.Equal(7, cars.Skip(13).Count());
        Assert.All(cars.Skip(13), c => Assert.Equal("retired", (string?)c!["status"]));
    }

    private static void AssertHistory(JsonNode history)
    {
        var events = history["events"]!.AsArray();
        Assert.Equal([1, 40], Laps(events, "safety_car_deployed"));
        Assert.Equal([5, 47], Laps(events, "safety_car_ended"));
        Assert.All(history["laps"]!.AsArray().GroupBy(l => (string?)l!["car_id"]), AssertLapsInOrder);
        Assert.Equal(events.Count(e => (string?)e!["type"] == "stop"), history["stops"]!.AsArray().Count);
    }

    private static void AssertLapsInOrder(IGrouping<string?, JsonNode?> car) =>
        Assert.Equal(Enumerable.Range(1, car.Count()), car.Select(l => (int)l!["lap"]!));

    private static IEnumerable<int?> Laps(JsonArray events, string type) =>
        events.Where(e => (string?)e!["type"] == type).Select(e => (int?)e!["lap"]);

    private static JsonNode Read(string folder, string name) => JsonNode.Parse(File.ReadAllBytes(Path.Combine(folder, name)))!;
}
