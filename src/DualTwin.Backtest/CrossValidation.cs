using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Fitting;
using DualTwin.RaceModel.Circuits;

namespace DualTwin.Backtest;

/// <summary>Figures for each race that were fitted without its season.</summary>
public static class CrossValidation
{
    /// <summary>Fits once for every season of <paramref name="archive"/>, on the other seasons.</summary>
    /// <exception cref="InvalidDataException">The archive holds one season only.</exception>
    public static Func<RecordedRace, RaceFigures> BySeason(RaceArchive archive)
    {
        var seasons = archive.Races.Select(r => r.Season).Distinct().ToArray();
        if (seasons.Length < 2)
        {
            throw new InvalidDataException("Cross-validation by season needs races of two seasons or more.");
        }

        var laps = LapSamples.Collect(archive.Races);
        var stops = StopSamples.Collect(archive.Races);
        var fitted = new RaceFigures[seasons.Length];
        Parallel.For(0, seasons.Length, i => fitted[i] = Without(archive, laps, stops, seasons[i]));
        return race => fitted[Array.IndexOf(seasons, race.Season)];
    }

    private static RaceFigures Without(RaceArchive archive, IReadOnlyList<LapSample> laps, IReadOnlyList<StopSample> stops, int season) => RaceFigureFitter.Fit(
        RaceArchive.Of([.. archive.Races.Where(r => r.Season != season)]),
        CircuitCatalogue.Figures.Provenance.FittedOn,
        [.. laps.Where(l => l.Race.Season != season)],
        [.. stops.Where(s => s.Race.Season != season)]);
}
