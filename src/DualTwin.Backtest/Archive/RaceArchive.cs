namespace DualTwin.Backtest.Archive;

/// <summary>
/// Races as recorded in a folder of CSV files, plain or gzip-compressed: <c>laps</c>, <c>pit_stops</c> and <c>results</c>, and where they
/// are there <c>races</c>, <c>weather</c> and <c>race_control</c>.
/// </summary>
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
        var results = ArchiveTables.Results(folder);
        var stops = ArchiveTables.Stops(folder);
        var facts = ArchiveTables.Facts(folder);
        var weather = ArchiveTables.Weather(folder);
        var messages = ArchiveTables.Messages(folder);
        var races = new List<RecordedRace>();
        foreach (var (key, race) in ArchiveTables.Laps(folder))
        {
            races.Add(new RecordedRace
            {
                Season = key.Season,
                Round = key.Round,
                Event = race.Event,
                Cars = [.. race.Cars.Select(car => CarOf(key, car.Key, car.Value, results)), .. LaplessCars(key, race.Cars, results)],
                Stops = stops.GetValueOrDefault(key) ?? [],
                Facts = facts.GetValueOrDefault(key),
                Weather = weather.GetValueOrDefault(key) ?? [],
                Messages = messages.GetValueOrDefault(key) ?? [],
            });
        }

        return new RaceArchive([.. races.OrderBy(r => (r.Season, r.Round))]);
    }

    private static RecordedCar CarOf(RaceKey race, string driver, RecordedCar car, Dictionary<(RaceKey Race, string Driver), RecordedResult> results)
    {
        var known = results.TryGetValue((race, driver), out var result);
        return car with
        {
            Laps = [.. car.Laps.OrderBy(l => l.Lap)],
            Grid = known ? result.Grid : null,
            Finish = known ? result.Finish : null,
            Retired = known && result.Retired,
        };
    }

    // A car that dropped out in the first lap may have no row of laps at all.
    private static IEnumerable<RecordedCar> LaplessCars(
        RaceKey race, Dictionary<string, RecordedCar> cars, Dictionary<(RaceKey Race, string Driver), RecordedResult> results) =>
        results.Where(r => r.Key.Race == race && r.Value.Retired && !cars.ContainsKey(r.Key.Driver))
            .Select(r => new RecordedCar { Driver = r.Key.Driver, Grid = r.Value.Grid, Finish = r.Value.Finish, Retired = true, Laps = [] });
}
