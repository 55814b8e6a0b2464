using System.Text;
using CsCheck;
using DualTwin.Telemetry.Json;
using DualTwin.Telemetry.Values;
using static DualTwin.Telemetry.Tests.Said;

namespace DualTwin.Telemetry.Tests;

public sealed class SnapshotReaderTests
{
    private const string Nested = """
        {"timestamp":"2026-03-08T04:00:00Z","lap":12,"session_type":"race",
         "track_conditions":{"temperature":38.5,"weather":"cloudy","track_status":"safety_car"},
         "cars":[{"car_id":"44","team":"Ferrari","driver":"L. Hamilton","position":3,"speed":287.4,
           "tire":{"compound":"medium","age":11,"wear_level":0.31},"fuel_level":0.74,"lap_time":91.234,"sector_times":[28.1,34.034,29.1]}]}
        """;

    private const string Flat = """
        {"timestamp":"2026-03-08T04:00:00","lap":12,"session_type":"race","track_temperature":38.5,"weather":"cloudy","track_status":"safety_car",
         "cars":[{"car_id":44,"team":"Ferrari","driver":"L. Hamilton","position":3.0,"speed":287.4,
           "tire_compound":"medium","tire_age":11,"tire_wear":0.31,"fuel_level":0.74,"lap_time":91.234,"sector_times":[28.1,34.034,29.1]}]}
        """;

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    public void Read_ANumberThatIsNone_RefusesItAloneAndNamesIt(string word)
    {
        var result = Read($$"""{"lap":12,"cars":[{"car_id":"44","driver":"NaN \" Infinity \\","speed":{{word}},"position":3,"sector_times":[28.1,{{word}},29.1]}]}""");

        var car = Assert.Single(result.Frame!.Cars);
        Assert.Equal((3, null, "NaN \" Infinity \\"), (car.Position, car.SpeedKph, car.Driver));
        Assert.Equal(12, result.Frame.Session!.LeaderLap);
        Assert.Contains(result.Problems, p => p.Reason == "wrong_type" && p.ToString().Contains("speed", StringComparison.Ordinal) && p.ToString().Contains(word, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("{NaN}")]
    [InlineData("""{"lap":NaNa}""")]
    [InlineData("""{"lap":NaN""")]
    public void Read_ANumberThatIsNoneInWhatIsNoJson_IsRefused(string json)
    {
        var result = Read(json);

        Assert.Null(result.Frame);
        Assert.NotEmpty(result.Problems);
    }

    private static SnapshotReadResult Read(string json) => SnapshotReader.Read(Encoding.UTF8.GetBytes(json), Source, Zero);

    [Theory]
    [InlineData(Nested)]
    [InlineData(Flat)]
    public void Read_BothForms_GiveTheSameFrame(string json)
    {
        var result = Read(json);

        Assert.Empty(result.Problems);
        var car = Assert.Single(result.Frame!.Cars);
        Assert.Equal(("44", 3, 287.4, Compound.Medium, 11, 0.31), (car.CarId, car.Position, car.SpeedKph, car.Compound, car.TyreAge, car.TyreWear));
        Assert.Equal(TimeSpan.FromMilliseconds(91_234), car.LastLapTime);
        Assert.Equal(TimeSpan.FromMilliseconds(91_234), car.LastLapSectors!.Value.Total);
        Assert.Equal((38.5, WeatherCondition.Cloudy, TrackStatus.SafetyCar), (result.Frame.Track!.TrackTemperatureCelsius, result.Frame.Track.Weather, result.Frame.Track.Status));
        Assert.Equal((12, SessionType.Race), (result.Frame.Session!.LeaderLap, result.Frame.Session.Type));
        Assert.Equal(Zero, result.Frame.MeasuredAt);
        Assert.True(result.Frame.LapTimesImplyLaps);
    }

    [Theory]
    [InlineData("""{"x":-1250.5,"y":300}""", -1250.5, 300.0)]
    [InlineData("""{"y":0,"x":0,"z":7}""", 0.0, 0.0)]
    [InlineData("""{"x":12.5}""", null, null)]
    [InlineData("""{"x":null,"y":null}""", null, null)]
    public void Read_PlaceOnTheMap_CountsWhereBothCoordinatesAreThere(string place, double? x, double? y)
    {
        var result = Read($$"""{"cars":[{"car_id":"1","map_position":{{place}},"lap_time":90}]}""");

        Assert.Empty(result.Problems);
        var car = Assert.Single(result.Frame!.Cars);
        Assert.Equal((x, y), (car.MapPosition?.XMetres, car.MapPosition?.YMetres));
        Assert.Equal(TimeSpan.FromSeconds(90), car.LastLapTime);
    }

    [Theory]
    [InlineData("""{"cars":[{"car_id":"1","map_position":{"x":1e9,"y":0}}]}""", "out_of_range", "cars[0].map_position.x: 1e9 is not in -100000…100000")]
    [InlineData("""{"lap":"twelve"}""", "wrong_type", "lap: \"twelve\" is not a whole number")]
    [InlineData("""{"lap":-1}""", "out_of_range", "lap: -1 is not in 0…1000")]
    [InlineData("""{"lap":1.5}""", "wrong_type", "lap: 1.5 is not a whole number")]
    [InlineData("""{"session_type":"warmup"}""", "unknown_value", "session_type: \"warmup\" is not one of practice, qualifying, race, sprint")]
    [InlineData("""{"timestamp":"1970-01-01T00:00:00Z"}""", "out_of_range", "timestamp: \"1970-01-01T00:00:00Z\" is not a time after 2000-01-01")]
    [InlineData("""{"track_conditions":{"temperature":"NaN"}}""", "wrong_type", "track_conditions.temperature: \"NaN\" is not a number")]
    [InlineData("""{"cars":[{"car_id":"1"},{"car_id":"2","speed":401}]}""", "out_of_range", "cars[1].speed: 401 is not in 0…400")]
    [InlineData("""{"cars":[{"car_id":"1","tire":{"compound":"hyper"}}]}""", "unknown_value", "cars[0].tire.compound: \"hyper\" is not one of soft, medium, hard, intermediate, wet")]
    [InlineData("""{"cars":[{"car_id":"1","sector_times":[1,2]}]}""", "wrong_type", "cars[0].sector_times: ] is not a list of three numbers")]
    [InlineData("""{"cars":{}}""", "wrong_type", "cars: an object is not a list")]
    [InlineData("""{"cars":[{"speed":1}]}""", "missing_car_id", "cars[0].speed: } is not a car with a car_id")]
    [InlineData("""{"cars":[{"car_id":"1"},{"car_id":"1"}]}""", "duplicate_car_id", "cars[1].car_id: } is not a car_id of its own")]
    public void Read_WrongValue_IsNamedAndTheRestCounts(string json, string reason, string text)
    {
        var result = Read(json);

        var problem = Assert.Single(result.Problems);
        Assert.Equal((reason, text), (problem.Reason, problem.ToString()));
        Assert.NotNull(result.Frame);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[1,2]")]
    [InlineData("42")]
    [InlineData("""{"session_type":"\ud800"}""")]
    [InlineData("""{"cars":[{"car_id":"\ud800"}]}""")]
    [InlineData("{\"lap\":1} {\"lap\":2}")]
    public void Read_NoObject_IsRefusedWhole(string json)
    {
        var result = Read(json);

        Assert.Null(result.Frame);
        Assert.NotEmpty(result.Problems);
    }

    [Fact]
    public void Read_TwoCarsUnderOneId_AreTwoCars()
    {
        var result = Read("""{"cars":[{"car_id":"1","speed":100},{"car_id":"1","speed":200}]}""");

        Assert.Equal(["1", "1-1"], result.Frame!.Cars.Select(c => c.CarId));
    }

    [Fact]
    public void Read_HundredCars_ReadsThemAll_AndRefusesFromTheLimitOn()
    {
        string Cars(int count) => $"{{\"cars\":[{string.Join(',', Enumerable.Range(0, count).Select(i => $"{{\"car_id\":\"{i}\"}}"))}]}}";

        Assert.Equal(100, Read(Cars(100)).Frame!.Cars.Length);
        var tooMany = Read(Cars(SnapshotReader.MaxCars + 30));
        Assert.Equal((SnapshotReader.MaxCars, 30, SnapshotReader.MaxProblems), (tooMany.Frame!.Cars.Length, tooMany.Refused, tooMany.Problems.Length));
    }

    [Fact]
    public void Read_ValuesTheSenderEstimated_AreNotMeasured()
    {
        var car = Read("""{"cars":[{"car_id":"1","fuel_level":0.5,"tire":{"wear_level":0.2,"age":3},"estimated":["fuel_level","tire.wear_level"]}]}""").Frame!.Cars[0];

        Assert.Equal((null, null, 3), (car.FuelLevel, car.TyreWear, car.TyreAge));
    }

    [Fact]
    public void Read_EveryTruncation_IsRefusedWithoutThrowing()
    {
        var bytes = Encoding.UTF8.GetBytes(Nested.TrimEnd());
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Null(SnapshotReader.Read(bytes.AsSpan(0, length), Source, Zero).Frame);
        }
    }

    [Fact]
    public void Read_AnyBytes_NeverThrows() => Gen.Select(Gen.Int[0, Nested.Length - 2], Gen.Byte.Array[1, 6]).Sample((at, noise) =>
    {
        var bytes = Encoding.UTF8.GetBytes(Nested);
        noise.AsSpan(0, Math.Min(noise.Length, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
        var result = SnapshotReader.Read(bytes, Source, Zero);
        Assert.True(result.Frame is not null || result.Problems.Length > 0);
    });
}
