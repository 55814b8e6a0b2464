using System.IO.Compression;
using System.Text.Json;
using DualTwin.Session;
using DualTwin.Sources.LiveTiming;
using DualTwin.Sources.Recording;
using DualTwin.Sources.Tests.Archive;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.LiveTiming.Hub;

/// <summary>Packed topics that the hub really sent, against what they hold.</summary>
public sealed class RealCompressedTopicsTests
{
    [Fact]
    public void Take_RealPackedTopics_TellEachCarsNewestSample()
    {
        using var snapshot = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(RealArchives.Folder("signalr-recording"), "compressed_topics.subscribe.json")));
        var counters = new SourceCounters();
        var intake = new LiveTimingIntake(new SourceIdentity("livetiming", "test", SourceMode.Live), counters);
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        foreach (var topic in snapshot.RootElement.EnumerateObject())
        {
            var message = new RawMessage(topic.Name, HubRun.Start, HubRun.Start, true, System.Text.Encoding.UTF8.GetBytes(topic.Value.GetRawText()));
            pipeline.Apply(intake.Take(message, topic.Value)!);
        }

        var state = pipeline.Current.State;
        using var data = Unpacked(snapshot.RootElement.GetProperty("CarData.z"));
        using var places = Unpacked(snapshot.RootElement.GetProperty("Position.z"));
        var cars = data.RootElement.GetProperty("Entries").EnumerateArray().Last().GetProperty("Cars").EnumerateObject().ToList();
        var spots = places.RootElement.GetProperty("Position").EnumerateArray().Last().GetProperty("Entries").EnumerateObject().ToList();

        Assert.Empty(counters.Refused);
        Assert.True(cars.Count >= 19 && spots.Count >= 19);
        foreach (var (carId, channels) in cars.Select(c => (c.Name, c.Value.GetProperty("Channels"))))
        {
            var car = state.FindCar(carId)!;
            Assert.Equal(
                (carId, channels.GetProperty("2").GetDouble(), channels.GetProperty("3").GetInt32(), channels.GetProperty("0").GetInt32()),
                (carId, car.Motion.SpeedKph!.Value, car.Systems.Inputs!.Gear!.Value, car.Systems.Inputs.EngineRpm!.Value));
        }

        // The feed counts tenths of a metre.
        foreach (var (carId, spot) in spots.Select(s => (s.Name, s.Value)))
        {
            Assert.Equal(
                (carId, new MapPosition(spot.GetProperty("X").GetDouble() / 10, spot.GetProperty("Y").GetDouble() / 10)),
                (carId, state.FindCar(carId)!.Motion.Place!.Value));
        }
    }

    private static JsonDocument Unpacked(JsonElement packed)
    {
        using var inflating = new DeflateStream(new MemoryStream(packed.GetBytesFromBase64()), CompressionMode.Decompress);
        return JsonDocument.Parse(inflating);
    }
}
