using DualTwin.Server.Tests.Support;

namespace DualTwin.Server.Tests;

public sealed class HistoryEndpointsTests
{
    [Fact]
    public async Task GetLaps_Paged_GivesEveryLapOnceInOrder()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync([Frames.Race(), .. Enumerable.Range(1, 7).Select(lap => Frames.Lap(lap))]);
        var seen = new List<(int Lap, string Car)>();
        int? offset = 0;

        while (offset is { } from)
        {
            var page = await server.GetAsync($"/api/v1/history/laps?limit=5&offset={from}");
            seen.AddRange(page.GetProperty("laps").EnumerateArray().Select(l => (l.GetProperty("lap").GetInt32(), l.GetProperty("car_id").GetString()!)));
            var metadata = page.GetProperty("metadata");
            Assert.Equal(21, metadata.GetProperty("total").GetInt32());
            var next = metadata.GetProperty("next_offset");
            offset = next.ValueKind == System.Text.Json.JsonValueKind.Null ? null : next.GetInt32();
        }

        Assert.Equal(21, seen.Distinct().Count());
        Assert.Equal(seen.OrderBy(x => x.Lap).Select(x => x.Lap), seen.Select(x => x.Lap));
    }

    [Fact]
    public async Task GetLaps_CarAndFromLap_GivesOnlyThose()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync([Frames.Race(), .. Enumerable.Range(1, 4).Select(lap => Frames.Lap(lap))]);

        var laps = (await server.GetAsync("/api/v1/history/laps?car_id=16&from_lap=3")).GetProperty("laps").EnumerateArray().ToList();

        Assert.Equal([3, 4], laps.Select(l => l.GetProperty("lap").GetInt32()));
        Assert.All(laps, l => Assert.Equal("16", l.GetProperty("car_id").GetString()));
        Assert.Equal(90.124, laps[0].GetProperty("lap_time").GetDouble());
    }

    [Fact]
    public async Task GetEvents_Answer_IsAboutTheEventsOfTheView()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync([Frames.Race(), .. Frames.Flags(4)]);

        var events = (await server.GetAsync("/api/v1/history/events?limit=1000")).GetProperty("events").EnumerateArray().ToList();

        Assert.Equal(server.Feed.Current.View.State.Events.Select(e => e.Id), events.Select(e => e.GetProperty("id").GetInt64()));
        Assert.True(events.Count >= 4);
    }
}
