using System.Globalization;
using DualTwin.RaceModel.Belief;

namespace DualTwin.Backtest.Archive;

/// <summary>Reads the tables of an archive's folder, by race.</summary>
internal static class ArchiveTables
{
    public static Dictionary<RaceKey, (string Event, Dictionary<string, RecordedCar> Cars)> Laps(string folder)
    {
        var races = new Dictionary<RaceKey, (string Event, Dictionary<string, RecordedCar> Cars)>();
        using var table = CsvTable.Open(folder, "laps");
        while (table.Read())
        {
            var key = RaceKey.Of(table);
            if (!races.TryGetValue(key, out var race))
            {
                race = (table.Text("event"), new Dictionary<string, RecordedCar>(StringComparer.Ordinal));
                races[key] = race;
            }

            var driver = table.Text("driver");
            if (!race.Cars.TryGetValue(driver, out var car))
            {
                var number = (int?)table.OptionalNumber("car_number");
                race.Cars[driver] = car = new RecordedCar { Driver = driver, Team = table.OptionalText("team"), Number = number, Laps = new List<RecordedLap>() };
            }

            ((List<RecordedLap>)car.Laps).Add(LapOf(table));
        }

        return races;
    }

    public static Dictionary<RaceKey, List<RecordedStop>> Stops(string folder) => Group(CsvTable.Open(folder, "pit_stops"), table =>
        table.Text("kind") != "stop"
            ? null
            : new RecordedStop(table.Text("driver"), table.Whole("lap"), table.Number("pit_lane_time_s"), table.Number("stationary_s")));

    public static Dictionary<(RaceKey Race, string Driver), RecordedResult> Results(string folder)
    {
        var results = new Dictionary<(RaceKey, string), RecordedResult>();
        using var table = CsvTable.Open(folder, "results");
        while (table.Read())
        {
            var grid = (int?)table.Number("grid");
            var position = table.Text("position_text");
            var finish = double.TryParse(position, CultureInfo.InvariantCulture, out var place) ? (int?)place : null;
            results[(RaceKey.Of(table), table.Text("driver"))] = new RecordedResult(grid is > 0 ? grid : null, finish, position == "R");
        }

        return results;
    }

    public static Dictionary<RaceKey, RaceFacts> Facts(string folder)
    {
        var races = new Dictionary<RaceKey, RaceFacts>();
        using var table = CsvTable.TryOpen(folder, "races");
        while (table?.Read() == true)
        {
            races[RaceKey.Of(table)] = new RaceFacts(
                table.Whole("laps"), table.OptionalNumber("wet_lap_pct") ?? 0, table.Has("stratum") ? table.Text("stratum") : "all");
        }

        return races;
    }

    public static Dictionary<RaceKey, List<RecordedWeather>> Weather(string folder) => Group(CsvTable.TryOpen(folder, "weather"), table =>
        new RecordedWeather(
            table.Number("session_time_s") ?? 0,
            table.Number("AirTemp"),
            table.Number("TrackTemp"),
            table.Number("Humidity"),
            table.Number("WindSpeed"),
            table.Text("Rainfall") switch { "True" => true, "False" => false, _ => null }));

    // A message without a lap cannot be told the moment it became known; those are from before the start or after the flag.
    public static Dictionary<RaceKey, List<RecordedMessage>> Messages(string folder) => Group(CsvTable.TryOpen(folder, "race_control"), table =>
        table.Number("Lap") is { } lap
            ? new RecordedMessage((int)lap, table.Text("Message"), Filled(table.Text("Category")), Filled(table.Text("Flag")), Filled(table.Text("RacingNumber")))
            : null);

    private static Dictionary<RaceKey, List<T>> Group<T>(CsvTable? open, Func<CsvTable, T?> rowOf)
        where T : class
    {
        var races = new Dictionary<RaceKey, List<T>>();
        using var table = open;
        while (table?.Read() == true)
        {
            if (rowOf(table) is not { } row)
            {
                continue;
            }

            var key = RaceKey.Of(table);
            if (!races.TryGetValue(key, out var rows))
            {
                races[key] = rows = [];
            }

            rows.Add(row);
        }

        return races;
    }

    private static RecordedLap LapOf(CsvTable table) => new()
    {
        Lap = table.Whole("lap"),
        LapSeconds = table.Number("lap_time_s"),
        StartSeconds = table.OptionalNumber("lap_start_s"),
        EndSeconds = table.Number("lap_end_s"),
        Sectors = (table.OptionalNumber("s1"), table.OptionalNumber("s2"), table.OptionalNumber("s3")),
        Compound = CompoundOf(table.Text("compound")),
        TyreAgeLaps = table.Number("tyre_life"),
        FreshTyre = table.OptionalText("fresh_tyre") switch { "True" => true, "False" => false, _ => null },
        Position = (int?)table.Number("position"),
        PitIn = table.Text("pit_in") == "1",
        PitOut = table.Text("pit_out") == "1",
        PitLaneSeconds = table.Number("pit_lane_time_s"),
        Status = table.Text("track_status"),
    };

    private static string? Filled(string text) => text.Length == 0 ? null : text;

    private static TyreCompound? CompoundOf(string name) => name switch
    {
        "SOFT" => TyreCompound.Soft,
        "MEDIUM" => TyreCompound.Medium,
        "HARD" => TyreCompound.Hard,
        "INTERMEDIATE" => TyreCompound.Intermediate,
        "WET" => TyreCompound.Wet,
        _ => null,
    };
}
