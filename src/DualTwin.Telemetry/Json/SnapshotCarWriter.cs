using System.Text.Json;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.Json.Systems;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Json;

/// <summary>Writes one car of the telemetry snapshot.</summary>
internal static class SnapshotCarWriter
{
    public static void Write(Utf8JsonWriter writer, CarState car, CarEstimates estimates, bool newest)
    {
        writer.WriteStartObject();
        writer.WriteString(SnapshotNames.CarId, car.CarId);
        writer.WriteString(SnapshotNames.Team, car.Identity.Team);
        writer.WriteString(SnapshotNames.Driver, car.Identity.Driver);
        OptionalJson.Write(writer, SnapshotNames.Position, car.Timing.Position);
        FixedDecimal.Write(writer, SnapshotNames.Speed, car.Motion.SpeedKph, 1);
        WriteTyres(writer, car.Tyres, estimates, newest);
        FixedDecimal.Write(writer, SnapshotNames.FuelLevel, car.Energy.FuelLevel ?? estimates.FuelLevel, 4);
        FixedDecimal.WriteSeconds(writer, SnapshotNames.LapTime, car.Timing.LastLapTime);
        WriteSectorTimes(writer, car.Timing.LastLapSectors);
        if (newest)
        {
            WriteMore(writer, car, estimates);
        }

        writer.WriteEndObject();
    }

    private static void WriteTyres(Utf8JsonWriter writer, CarTyres tyres, CarEstimates estimates, bool newest)
    {
        writer.WriteStartObject(SnapshotNames.Tire);
        writer.WriteString(SnapshotNames.Compound, SchemaNames.Of(tyres.Compound));
        OptionalJson.Write(writer, SnapshotNames.Age, tyres.Age ?? estimates.TyreAge);
        FixedDecimal.Write(writer, SnapshotNames.WearLevel, tyres.Wear ?? estimates.TyreWear, 4);
        if (newest)
        {
            writer.WriteString(SnapshotNames.CompoundName, tyres.CompoundName);
            WheelsJson.Write(writer, SnapshotNames.WheelWear, tyres.WearByWheel, 4);
            WheelsJson.Write(writer, SnapshotNames.WheelTemperature, tyres.TemperatureCelsius, 1);
        }

        writer.WriteEndObject();
    }

    private static void WriteSectorTimes(Utf8JsonWriter writer, LapSectors sectors)
    {
        if (sectors == default)
        {
            writer.WriteNull(SnapshotNames.SectorTimes);
            return;
        }

        writer.WriteStartArray(SnapshotNames.SectorTimes);
        for (var i = 0; i < 3; i++)
        {
            FixedDecimal.WriteSecondsValue(writer, sectors[i]);
        }

        writer.WriteEndArray();
    }

    private static void WriteMore(Utf8JsonWriter writer, CarState car, CarEstimates estimates)
    {
        OptionalJson.Write(writer, SnapshotNames.Number, car.Identity.RaceNumber);
        writer.WriteString(SnapshotNames.DriverCode, car.Identity.DriverCode);
        writer.WriteString(SnapshotNames.TeamColour, car.Identity.TeamColour);
        OptionalJson.Write(writer, SnapshotNames.GridPosition, car.Identity.GridPosition);
        writer.WriteString(SnapshotNames.Status, SchemaNames.Of(car.Status));
        writer.WriteBoolean(SnapshotNames.KnockedOut, car.KnockedOut);
        WriteTiming(writer, car);
        FixedDecimal.Write(writer, SnapshotNames.FuelMass, car.Energy.FuelMassKg, 2);
        FixedDecimal.Write(writer, SnapshotNames.LapFraction, car.Motion.LapFraction, 4);
        WriteMapPosition(writer, car.Motion.Place);
        writer.WriteNumber(SnapshotNames.StopCount, car.StopCount);
        WriteStints(writer, car);
        SystemsJson.Write(writer, car.Systems);
        WriteEstimated(writer, car, estimates);
    }

    private static void WriteTiming(Utf8JsonWriter writer, CarState car)
    {
        var timing = car.Timing;
        OptionalJson.Write(writer, SnapshotNames.Lap, car.CurrentLap);
        OptionalJson.Write(writer, SnapshotNames.LapsCompleted, timing.LapsCompleted);
        FixedDecimal.WriteSeconds(writer, SnapshotNames.GapToLeader, timing.GapToLeader?.Time);
        OptionalJson.Write(writer, SnapshotNames.GapLaps, timing.GapToLeader?.Laps);
        FixedDecimal.WriteSeconds(writer, SnapshotNames.Interval, timing.Interval?.Time);
        OptionalJson.Write(writer, SnapshotNames.IntervalLaps, timing.Interval?.Laps);
        FixedDecimal.WriteSeconds(writer, SnapshotNames.BestLapTime, timing.BestLapTime);
        OptionalJson.Write(writer, SnapshotNames.BestLap, timing.BestLap);
        writer.WriteString(SnapshotNames.LapColour, SchemaNames.Of(timing.LastLapPace));
        writer.WriteStartArray(SnapshotNames.Sectors);
        WriteSector(writer, timing.Sectors.Sector1, timing.SectorPaces.Sector1);
        WriteSector(writer, timing.Sectors.Sector2, timing.SectorPaces.Sector2);
        WriteSector(writer, timing.Sectors.Sector3, timing.SectorPaces.Sector3);
        writer.WriteEndArray();
    }

    private static void WriteSector(Utf8JsonWriter writer, TimeSpan? time, SectorPace? pace)
    {
        writer.WriteStartObject();
        FixedDecimal.WriteSeconds(writer, SnapshotNames.Time, time);
        writer.WriteString(SnapshotNames.Colour, SchemaNames.Of(pace));
        writer.WriteEndObject();
    }

    private static void WriteMapPosition(Utf8JsonWriter writer, MapPosition? position)
    {
        if (position is not { } place)
        {
            writer.WriteNull(SnapshotNames.MapPosition);
            return;
        }

        writer.WriteStartObject(SnapshotNames.MapPosition);
        FixedDecimal.Write(writer, SnapshotNames.X, place.XMetres, 1);
        FixedDecimal.Write(writer, SnapshotNames.Y, place.YMetres, 1);
        writer.WriteEndObject();
    }

    private static void WriteStints(Utf8JsonWriter writer, CarState car)
    {
        writer.WriteStartArray(SnapshotNames.Stints);
        foreach (var stint in car.Stints)
        {
            WriteStint(writer, stint);
        }

        writer.WriteEndArray();
    }

    private static void WriteStint(Utf8JsonWriter writer, StintRecord stint)
    {
        writer.WriteStartObject();
        writer.WriteNumber(SnapshotNames.Stint, stint.Stint);
        writer.WriteString(SnapshotNames.Compound, SchemaNames.Of(stint.Compound));
        writer.WriteString(SnapshotNames.CompoundName, stint.CompoundName);
        OptionalJson.Write(writer, SnapshotNames.New, stint.New);
        OptionalJson.Write(writer, SnapshotNames.StartLap, stint.StartLap);
        OptionalJson.Write(writer, SnapshotNames.EndLap, stint.EndLap);
        OptionalJson.Write(writer, SnapshotNames.AgeAtStart, stint.AgeAtStart);
        writer.WriteEndObject();
    }

    private static void WriteEstimated(Utf8JsonWriter writer, CarState car, CarEstimates estimates)
    {
        writer.WriteStartArray(SnapshotNames.Estimated);
        if (car.Tyres.Age is null && estimates.TyreAge is not null)
        {
            writer.WriteStringValue("tire.age");
        }

        if (car.Tyres.Wear is null && estimates.TyreWear is not null)
        {
            writer.WriteStringValue("tire.wear_level");
        }

        if (car.Energy.FuelLevel is null && estimates.FuelLevel is not null)
        {
            writer.WriteStringValue("fuel_level");
        }

        if (car.StatusInferred)
        {
            writer.WriteStringValue("status");
        }

        writer.WriteEndArray();
    }
}
