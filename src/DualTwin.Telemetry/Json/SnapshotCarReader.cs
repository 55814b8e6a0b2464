using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Json;

/// <summary>Reads the cars of a snapshot.</summary>
internal static class SnapshotCarReader
{
    // No circuit lies farther from the zero of its coordinates.
    private const double FarthestMetres = 100_000;

    public static ImmutableArray<CarUpdate> ReadCars(ref JsonFields fields, ref bool tellsLaps)
    {
        if (!fields.StartsArray())
        {
            return [];
        }

        var cars = ImmutableArray.CreateBuilder<CarUpdate>(24);
        while (fields.Reader.Read() && fields.Reader.TokenType != JsonTokenType.EndArray)
        {
            fields.Car++;
            if (fields.Car >= SnapshotReader.MaxCars)
            {
                fields.Refuse("too_many_cars", $"one of at most {SnapshotReader.MaxCars} cars");
                fields.Reader.Skip();
            }
            else if (ReadCar(ref fields) is { } car)
            {
                tellsLaps |= car.LapsCompleted is not null;
                cars.Add(Distinct(ref fields, cars, car));
            }
        }

        fields.Car = -1;
        return cars.DrainToImmutable();
    }

    // Two cars under one id are two cars: the later one is known by its place in the list.
    private static CarUpdate Distinct(ref JsonFields fields, ImmutableArray<CarUpdate>.Builder cars, CarUpdate car)
    {
        foreach (var other in cars)
        {
            if (string.Equals(other.CarId, car.CarId, StringComparison.Ordinal))
            {
                fields.Refuse("duplicate_car_id", "a car_id of its own");
                return car with { CarId = $"{car.CarId}-{fields.Car}" };
            }
        }

        return car;
    }

    private static CarUpdate? ReadCar(ref JsonFields fields)
    {
        if (!fields.StartsObject())
        {
            return null;
        }

        var car = new CarValues();
        while (fields.NextProperty())
        {
            if (!TryReadCore(ref fields, ref car) && !TryReadTiming(ref fields, ref car) && !TryReadFlatTyres(ref fields, ref car))
            {
                fields.Skip();
            }
        }

        if (car.Id is null)
        {
            fields.Refuse("missing_car_id", "a car with a car_id");
            return null;
        }

        return car.ToUpdate();
    }

    private static bool TryReadCore(ref JsonFields fields, ref CarValues car)
    {
        if (fields.Is("car_id"u8))
        {
            car.Id = CarId(ref fields);
        }
        else if (fields.Is("team"u8))
        {
            car.Team = fields.Text();
        }
        else if (fields.Is("driver"u8))
        {
            car.Driver = fields.Text();
        }
        else if (fields.Is("position"u8))
        {
            car.Position = fields.Integer(1, 1000);
        }
        else if (fields.Is("speed"u8))
        {
            car.Speed = fields.Number(0, 400);
        }
        else if (fields.Is("tire"u8))
        {
            ReadTyres(ref fields, ref car);
        }
        else if (fields.Is("fuel_level"u8))
        {
            car.FuelLevel = fields.Number(0, 1);
        }
        else if (fields.Is("lap_time"u8))
        {
            car.LapTime = LapTime(ref fields);
        }
        else if (fields.Is("sector_times"u8))
        {
            car.Sectors = ReadSectors(ref fields);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TryReadTiming(ref JsonFields fields, ref CarValues car)
    {
        if (fields.Is("laps_completed"u8))
        {
            car.LapsCompleted = fields.Integer(0, 1000);
        }
        else if (fields.Is("gap_to_leader"u8))
        {
            car.Gap = fields.Seconds();
        }
        else if (fields.Is("gap_laps"u8))
        {
            car.GapLaps = fields.Integer(1, 1000);
        }
        else if (fields.Is("interval"u8))
        {
            car.Interval = fields.Seconds();
        }
        else if (fields.Is("interval_laps"u8))
        {
            car.IntervalLaps = fields.Integer(1, 1000);
        }
        else if (fields.Is("status"u8))
        {
            car.Status = (CarStatus?)fields.Name(SchemaNames.CarStatusNames);
        }
        else if (fields.Is("number"u8))
        {
            car.Number = fields.Integer(0, 999);
        }
        else if (fields.Is("driver_code"u8))
        {
            car.DriverCode = fields.Text(8);
        }
        else if (fields.Is("team_colour"u8))
        {
            car.TeamColour = fields.Text(8);
        }
        else if (fields.Is("grid_position"u8))
        {
            car.GridPosition = fields.Integer(1, 1000);
        }
        else if (fields.Is("best_lap_time"u8))
        {
            car.BestLapTime = LapTime(ref fields);
        }
        else if (fields.Is("fuel_mass"u8))
        {
            car.FuelMass = fields.Number(0, 300);
        }
        else if (fields.Is("lap_fraction"u8))
        {
            car.LapFraction = fields.Number(0, 1);
        }
        else if (fields.Is("map_position"u8))
        {
            car.Place = ReadPlace(ref fields);
        }
        else if (fields.Is("estimated"u8))
        {
            ReadEstimated(ref fields, ref car);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TryReadFlatTyres(ref JsonFields fields, ref CarValues car)
    {
        if (fields.Is("tire_compound"u8))
        {
            car.Compound = (Compound?)fields.Name(SchemaNames.CompoundNames);
        }
        else if (fields.Is("tire_age"u8))
        {
            car.TyreAge = TyreAge(ref fields);
        }
        else if (fields.Is("tire_wear"u8))
        {
            car.TyreWear = fields.Number(0, 1);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static void ReadTyres(ref JsonFields fields, ref CarValues car)
    {
        if (!fields.StartsObject())
        {
            return;
        }

        fields.Within = "tire";
        while (fields.NextProperty())
        {
            if (fields.Is("compound"u8))
            {
                car.Compound = (Compound?)fields.Name(SchemaNames.CompoundNames);
            }
            else if (fields.Is("compound_name"u8))
            {
                car.CompoundName = fields.Text(20)?.ToUpperInvariant();
            }
            else if (fields.Is("age"u8))
            {
                car.TyreAge = TyreAge(ref fields);
            }
            else if (fields.Is("wear_level"u8))
            {
                car.TyreWear = fields.Number(0, 1);
            }
            else
            {
                fields.Skip();
            }
        }

        fields.Within = null;
    }

    // Half a place is none.
    private static MapPosition? ReadPlace(ref JsonFields fields)
    {
        if (!fields.StartsObject())
        {
            return null;
        }

        fields.Within = "map_position";
        double? x = null, y = null;
        while (fields.NextProperty())
        {
            if (fields.Is("x"u8))
            {
                x = fields.Number(-FarthestMetres, FarthestMetres);
            }
            else if (fields.Is("y"u8))
            {
                y = fields.Number(-FarthestMetres, FarthestMetres);
            }
            else
            {
                fields.Skip();
            }
        }

        fields.Within = null;
        return x is { } east && y is { } north ? new MapPosition(east, north) : null;
    }

    private static LapSectors? ReadSectors(ref JsonFields fields)
    {
        if (!fields.StartsArray())
        {
            return null;
        }

        var sectors = default(LapSectors);
        var count = 0;
        while (fields.Reader.Read() && fields.Reader.TokenType != JsonTokenType.EndArray)
        {
            var time = LapTime(ref fields);
            sectors = count < 3 ? sectors.With(count, time) : sectors;
            count++;
        }

        if (count != 3)
        {
            fields.Refuse("wrong_type", "a list of three numbers");
            return null;
        }

        return sectors;
    }

    private static void ReadEstimated(ref JsonFields fields, ref CarValues car)
    {
        if (!fields.StartsArray())
        {
            return;
        }

        while (fields.Reader.Read() && fields.Reader.TokenType != JsonTokenType.EndArray)
        {
            car.FuelLevelEstimated |= fields.Reader.TokenType == JsonTokenType.String && fields.Reader.ValueTextEquals("fuel_level"u8);
            car.WearEstimated |= fields.Reader.TokenType == JsonTokenType.String && fields.Reader.ValueTextEquals("tire.wear_level"u8);
            car.AgeEstimated |= fields.Reader.TokenType == JsonTokenType.String && fields.Reader.ValueTextEquals("tire.age"u8);
            fields.Reader.Skip();
        }
    }

    private static string? CarId(ref JsonFields fields) => fields.Reader.TokenType == JsonTokenType.Number
        ? fields.Integer(0, int.MaxValue)?.ToString(CultureInfo.InvariantCulture)
        : fields.Text(16) is { Length: > 0 } id ? id : null;

    private static TimeSpan? LapTime(ref JsonFields fields) => fields.Seconds(36_000);

    private static int? TyreAge(ref JsonFields fields) => fields.Integer(0, 1000);
}
