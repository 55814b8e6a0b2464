using DualTwin.RaceModel.Belief;

namespace DualTwin.Backtest.Archive;

/// <summary>Races as recorded in a folder of CSV files: <c>laps</c>, <c>pit_stops</c> and <c>results</c>, each <c>.csv.gz</c>.</summary>
public sealed class RaceArchive
{
    private RaceArchive(IReadOnlyList<RecordedRace> races) => Races = races;

    /// <summary>The races, by season and round.</summary>
    public IReadOnlyList<RecordedRace> Races { get; }

    /// <summary>An archive of races that are already in memory.</summary>
    public static RaceArchive Of(IReadOnlyList<RecordedRace> races) => new(races);

    /// <summary>Reads the races in <paramref name="folder"/>.</summary>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file lacks a column or holds text where a number was expected.</exception>
    public static RaceArchive Load(string folder)
    {
        var results = ReadResults(Path.Combine(folder, "results.csv.gz"));
        var stops = ReadStops(Path.Combine(folder, "pit_stops.csv.gz"));
        var races = new List<RecordedRace>();
        foreach (var (key, race) in ReadLaps(Path.Combine(folder, "laps.csv.gz")))
        {
            races.Add(new RecordedRace
            {
                Season = key.Season,
                Round = key.Round,
                Event = race.Event,
                Cars = [.. race.Laps.Select(car => CarOf(key, car.Key, car.Value, results)), .. LaplessCars(key, race.Laps, results)],
                Stops = stops.TryGetValue(key, out var list) ? list : [],
            });
        }

        return new RaceArchive([.. races.OrderBy(r => (r.Season, r.Round))]);
    }

    private static RecordedCar CarOf(
        (int Season, int Round) race,
        string driver,
        List<RecordedLap> laps,
        Dictionary<(int Season, int Round, string Driver), (int? Grid, bool Retired)> results)
    {
        var known = results.TryGetValue((race.Season, race.Round, driver), out var result);
        return new RecordedCar
        {
            Driver = driver,
            Laps = [.. laps.OrderBy(l => l.Lap)],
            Grid = known ? result.Grid : null,
            Retired = known && result.Retired,
        };
    }

    // A car that dropped out in the first lap may have no row of laps at all.
    private static IEnumerable<RecordedCar> LaplessCars(
        (int Season, int Round) race,
        Dictionary<string, List<RecordedLap>> laps,
        Dictionary<(int Season, int Round, string Driver), (int? Grid, bool Retired)> results) =>
        results.Where(r => r.Key.Season == race.Season && r.Key.Round == race.Round && r.Value.Retired && !laps.ContainsKey(r.Key.Driver))
            .Select(r => new RecordedCar { Driver = r.Key.Driver, Grid = r.Value.Grid, Retired = true, Laps = [] });

    private static Dictionary<(int Season, int Round), (string Event, Dictionary<string, List<RecordedLap>> Laps)> ReadLaps(string path)
    {
        var races = new Dictionary<(int, int), (string Event, Dictionary<string, List<RecordedLap>> Laps)>();
        using var table = new CsvTable(path);
        while (table.Read())
        {
            var key = (table.Whole("season"), table.Whole("round"));
            if (!races.TryGetValue(key, out var race))
            {
                race = (table.Text("event"), new Dictionary<string, List<RecordedLap>>(StringComparer.Ordinal));
                races[key] = race;
            }

            var driver = table.Text("driver");
            if (!race.Laps.TryGetValue(driver, out var laps))
            {
                race.Laps[driver] = laps = [];
            }

            laps.Add(LapOf(table));
        }

        return races;
    }

    private static RecordedLap LapOf(CsvTable table) => new()
    {
        Lap = table.Whole("lap"),
        LapSeconds = table.Number("lap_time_s"),
        EndSeconds = table.Number("lap_end_s"),
        Compound = CompoundOf(table.Text("compound")),
        TyreAgeLaps = table.Number("tyre_life"),
        Position = (int?)table.Number("position"),
        PitIn = table.Text("pit_in") == "1",
        PitOut = table.Text("pit_out") == "1",
        PitLaneSeconds = table.Number("pit_lane_time_s"),
        Status = table.Text("track_status"),
    };

    private static Dictionary<(int Season, int Round), List<RecordedStop>> ReadStops(string path)
    {
        var races = new Dictionary<(int, int), List<RecordedStop>>();
        using var table = new CsvTable(path);
        while (table.Read())
        {
            if (table.Text("kind") != "stop")
            {
                continue;
            }

            var key = (table.Whole("season"), table.Whole("round"));
            if (!races.TryGetValue(key, out var stops))
            {
                races[key] = stops = [];
            }

            stops.Add(new RecordedStop(
                table.Text("driver"), table.Whole("lap"), table.Number("pit_lane_time_s"), table.Number("stationary_s")));
        }

        return races;
    }

    private static Dictionary<(int Season, int Round, string Driver), (int? Grid, bool Retired)> ReadResults(string path)
    {
        var results = new Dictionary<(int, int, string), (int?, bool)>();
        using var table = new CsvTable(path);
        while (table.Read())
        {
            var grid = (int?)table.Number("grid");
            results[(table.Whole("season"), table.Whole("round"), table.Text("driver"))] =
                (grid is > 0 ? grid : null, table.Text("position_text") == "R");
        }

        return results;
    }

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
