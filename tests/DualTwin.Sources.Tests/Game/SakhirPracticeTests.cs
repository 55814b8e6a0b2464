using System.Buffers;
using System.Text.Json;
using DualTwin.F1Game.Layouts;
using DualTwin.F1Game.Packets;
using DualTwin.Sources.Captures;
using DualTwin.Sources.Tests.Captures;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.Game;

/// <summary>A real practice session as its packets tell it.</summary>
public sealed class SakhirPracticeTests
{
    [Fact]
    public void Take_RecordedPractice_GivesTheSession()
    {
        var state = Play().State;

        Assert.Equal(22, state.Cars.Length);
        Assert.Equal((SessionType.Practice, SessionKind.Practice1, "Sakhir"), (state.Session.Type, state.Session.Kind, state.Session.CircuitName));
        Assert.Equal(SessionPhase.Running, state.Session.Phase);
        Assert.Equal(new GameFacts("F1 25", 2026, "1.24", "73"), state.Session.Game);
        Assert.Equal(TimeSpan.FromMinutes(23) + TimeSpan.FromSeconds(12), state.Session.Remaining);
        Assert.NotEmpty(state.Session.Forecast!.Samples);
        Assert.Equal((TrackStatus.Green, WeatherCondition.Sunny, 48), (state.Track.Status, state.Track.Weather, state.Track.TrackTemperatureCelsius));
    }

    [Fact]
    public void Take_RecordedPractice_KnowsOurCar()
    {
        var car = Play().State.FindCar("73")!;

        Assert.Equal(3, car.CurrentLap);
        Assert.Equal(TimeSpan.FromSeconds(90.714), car.Timing.BestLapTime);
        Assert.Equal([1, 2], car.Laps.Select(l => l.Lap));
        Assert.InRange((car.Laps[1].LapTime - car.Laps[1].Sectors.Total)!.Value.TotalMilliseconds, -1, 1);
        Assert.Equal((Compound.Medium, "C2", 2), (car.Tyres.Compound, car.Tyres.CompoundName, car.Tyres.Age));
        Assert.InRange(car.Tyres.Wear!.Value, 0.11, 0.12);
        Assert.InRange(car.Energy.FuelMassKg!.Value, 6.5, 6.6);
        Assert.InRange(car.Systems.Energy!.StoreJoules!.Value, 0, 4e6);
        Assert.NotNull(car.Systems.Tyres!.InnerTemperatureCelsius);
        Assert.False(car.Systems.Restricted);
    }

    [Fact]
    public void Take_RecordedPractice_HasEachCarWhereItsPacketsSay()
    {
        var (played, inPits) = (Play(), InPits());

        Assert.Equal(22, inPits.Count);
        Assert.Equal(2, inPits.Values.Distinct().Count());
        Assert.All(inPits, told => Assert.Equal(
            told.Value ? CarStatus.InPitLane : CarStatus.OnTrack, played.State.Cars.Single(c => c.Timing.Position == told.Key).Status));
        Assert.All(played.State.Cars, car => Assert.NotNull(car.Tyres.CompoundName));
        Assert.Equal(22, played.State.Cars.Select(c => c.CarId).Distinct().Count());
    }

    [Fact]
    public void Take_RecordedPractice_RefusesNothing() => Assert.Empty(Play().Counters.Refused);

    [Fact]
    public void Take_EachDatagramTwice_GivesTheSameSession()
    {
        var (once, twice) = (Play(), new Assembling());
        foreach (var datagram in Datagrams())
        {
            twice.Take(datagram.Bytes.Span, datagram.Offset.TotalSeconds);
            twice.Take(datagram.Bytes.Span, datagram.Offset.TotalSeconds);
        }

        Assert.Equal(once.Frames.Count, twice.Frames.Count);
        Assert.Equal(once.State.Cars.Select(c => c.Timing), twice.State.Cars.Select(c => c.Timing));
        Assert.Equal(1032, twice.Counters.Refused["duplicate_game_packet"]);
    }

    private static IEnumerable<CapturedDatagram> Datagrams() => CaptureFile.Read(RealCaptures.PathOf(RealCaptures.Sakhir));

    private static Assembling Play()
    {
        var session = new Assembling();
        foreach (var datagram in Datagrams())
        {
            session.Take(datagram.Bytes.Span, datagram.Offset.TotalSeconds);
        }

        return session;
    }

    /// <summary>By position, whether the newest lap data has the car in the pits.</summary>
    private static Dictionary<int, bool> InPits()
    {
        var newest = Datagrams().Last(d => PacketHeader.TryRead(d.Bytes.Span, out var header, out _) && header.PacketId == PacketId.LapData);
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            PacketJson.Write(writer, newest.Bytes.Span);
        }

        using var told = JsonDocument.Parse(json.WrittenMemory);
        return told.RootElement.GetProperty("body").GetProperty("lapData").EnumerateArray()
            .Where(lap => Number(lap, "carPosition") > 0)
            .ToDictionary(lap => Number(lap, "carPosition"), lap => Number(lap, "pitStatus") != 0 || Number(lap, "driverStatus") == 0);
    }

    private static int Number(JsonElement lap, string name) => lap.GetProperty(name).GetInt32();
}
