using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Json;
using DualTwin.Telemetry.Schema;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;
using static DualTwin.Telemetry.Tests.Said;

namespace DualTwin.Telemetry.Tests;

public sealed class SnapshotWriterTests
{
    private static readonly Gen<CarUpdate> MeasuredCar =
        from position in Gen.Int[1, 24]
        from laps in Gen.Int[1, 60]
        from milliseconds in Gen.Int[60_000, 200_000]
        from gap in Gen.Int[0, 90_000]
        from speed in Gen.Int[0, 4000]
        from wear in Gen.Int[0, 10_000]
        from compound in Gen.Enum<Compound>()
        from age in Gen.Int[0, 50]
        select new CarUpdate
        {
            CarId = "44",
            Position = position,
            LapsCompleted = laps,
            LastLapTime = TimeSpan.FromMilliseconds(milliseconds),
            GapToLeader = Gap.Of(TimeSpan.FromMilliseconds(gap)),
            SpeedKph = speed / 10.0,
            TyreWear = wear / 10_000.0,
            Compound = compound,
            TyreAge = age,
        };

    private static byte[] Write(SessionState state, SchemaVersion version, params CarEstimates[] estimates)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        SnapshotWriter.Write(writer, state, estimates, version);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    [Fact]
    public void Write_Version100_HasExactlyTheContractsFields()
    {
        using var document = JsonDocument.Parse(Write(Race(50, "44"), SchemaVersion.Version100));

        Assert.Equal(["timestamp", "lap", "session_type", "track_conditions", "cars"], Names(document.RootElement));
        Assert.Equal(["temperature", "weather", "track_status"], Names(document.RootElement.GetProperty("track_conditions")));
        var car = document.RootElement.GetProperty("cars")[0];
        Assert.Equal(["car_id", "team", "driver", "position", "speed", "tire", "fuel_level", "lap_time", "sector_times"], Names(car));
        Assert.Equal(["compound", "age", "wear_level"], Names(car.GetProperty("tire")));
    }

    [Fact]
    public void Write_Version110_HasAllOfVersion100WithEqualValues()
    {
        var state = Folded(Race(50, "44", "16"), At(90, Lap("44", 1, 90.5) with { SpeedKph = 301.25, TyreWear = 0.123456 }));
        using var older = JsonDocument.Parse(Write(state, SchemaVersion.Version100));
        using var newer = JsonDocument.Parse(Write(state, SchemaVersion.Version110));

        AssertContains(newer.RootElement, older.RootElement);
    }

    [Fact]
    public void Write_Unknown_IsNull()
    {
        using var document = JsonDocument.Parse(Write(Folded(At(0, new CarUpdate { CarId = "44" })), SchemaVersion.Version100));

        var car = document.RootElement.GetProperty("cars")[0];
        Assert.All(
            ["team", "driver", "position", "speed", "fuel_level", "lap_time", "sector_times"],
            name => Assert.Equal(JsonValueKind.Null, car.GetProperty(name).ValueKind));
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("session_type").ValueKind);
    }

    [Fact]
    public void Write_Estimate_FillsTheUnknownAndIsListed()
    {
        var state = Folded(Race(50, "44"), At(1, new CarUpdate { CarId = "44", TyreWear = 0.5 }));
        using var document = JsonDocument.Parse(Write(state, SchemaVersion.Version110, new CarEstimates(0.75, 0.25, 7)));

        var car = document.RootElement.GetProperty("cars")[0];
        Assert.Equal((0.75, 0.5, 7), (car.GetProperty("fuel_level").GetDouble(), car.GetProperty("tire").GetProperty("wear_level").GetDouble(), car.GetProperty("tire").GetProperty("age").GetInt32()));
        Assert.Equal(["tire.age", "fuel_level"], car.GetProperty("estimated").EnumerateArray().Select(e => e.GetString()!));
    }

    [Fact]
    public void Write_Cars_StandInRaceOrder()
    {
        var state = Folded(At(0, new CarUpdate { CarId = "a", Position = 3 }, new CarUpdate { CarId = "b" }, new CarUpdate { CarId = "c", Position = 1 }));
        using var document = JsonDocument.Parse(Write(state, SchemaVersion.Version100));

        Assert.Equal(["c", "a", "b"], document.RootElement.GetProperty("cars").EnumerateArray().Select(c => c.GetProperty("car_id").GetString()!));
    }

    [Fact]
    public void Read_WhatWasWritten_GivesTheSameValues() => MeasuredCar.Sample(car =>
    {
        var state = Folded(Race(90, "1"), At(100, car));
        var read = SnapshotReader.Read(Write(state, SchemaVersion.Version110), Source, Zero);

        Assert.Empty(read.Problems);
        var back = read.Frame!.Cars.Single(c => c.CarId == "44");
        Assert.Equal(
            (car.Position, car.LapsCompleted, car.LastLapTime, car.GapToLeader, car.SpeedKph, car.TyreWear, car.Compound, car.TyreAge),
            (back.Position, back.LapsCompleted, back.LastLapTime, back.GapToLeader, back.SpeedKph, back.TyreWear, back.Compound, back.TyreAge));
    });

    [Fact]
    public void WriteValue_AnyNumber_IsTheRoundedNumber() => Gen.Select(Gen.Double[-1e6, 1e6], Gen.Int[0, 6]).Sample((value, decimals) =>
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        FixedDecimal.WriteValue(writer, value, decimals);
        writer.Flush();
        var text = Encoding.ASCII.GetString(buffer.WrittenSpan);
        var written = double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(Math.Abs(written - value) <= (0.5000001 * Math.Pow(10, -decimals)) + 1e-9, text);
    });

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);

    private static void AssertContains(JsonElement newer, JsonElement older)
    {
        Assert.Equal(older.ValueKind, newer.ValueKind);
        if (older.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in older.EnumerateObject())
            {
                AssertContains(newer.GetProperty(property.Name), property.Value);
            }
        }
        else if (older.ValueKind == JsonValueKind.Array)
        {
            Assert.Equal(older.GetArrayLength(), newer.GetArrayLength());
            for (var i = 0; i < older.GetArrayLength(); i++)
            {
                AssertContains(newer[i], older[i]);
            }
        }
        else
        {
            Assert.Equal(older.GetRawText(), newer.GetRawText());
        }
    }
}
