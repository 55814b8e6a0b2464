using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Circuits;
using DualTwin.RaceModel.Circuits;

namespace DualTwin.Backtest.Fitting;

/// <summary>Fits all figures of the race model from recorded races. Equal races give equal figures.</summary>
public static class RaceFigureFitter
{
    /// <summary>Fits the figures.</summary>
    /// <param name="archive">Recorded races; races of events that no known circuit hosts are left out.</param>
    /// <param name="fittedOn">Day of the fit, for the record.</param>
    /// <exception cref="InvalidDataException">The archive is too small for one of the figures.</exception>
    public static RaceFigures Fit(RaceArchive archive, DateOnly fittedOn) => Fit(archive, fittedOn, LapSamples.Collect(archive.Races), StopSamples.Collect(archive.Races));

    /// <summary>The same with the pairs of laps and the crossings of the archive's races, collected before.</summary>
    internal static RaceFigures Fit(RaceArchive archive, DateOnly fittedOn, IReadOnlyList<LapSample> laps, IReadOnlyList<StopSample> stops)
    {
        var facts = CircuitFacts.Load();
        var circuits = facts.SelectMany(f => f.Events.Select(e => (Event: e, f.Name))).ToDictionary(x => x.Event, x => x.Name, StringComparer.Ordinal);
        var races = archive.Races.Where(r => circuits.ContainsKey(r.Event)).Select(r => new FittedRace(r, circuits[r.Event])).ToArray();
        if (races.Length == 0)
        {
            throw new InvalidDataException("The archive holds no race on a known circuit.");
        }

        var fuelShare = FitPaces(races);
        var parts = new FigureParts(races, facts, fuelShare);
        return new RaceFigures
        {
            Provenance = ProvenanceOf(races, fittedOn),
            Generic = parts.Generic(),
            Field = parts.Field(),
            Shape = ShapeFit.Ranges(races),
            Circuits = [.. facts.Where(f => races.Any(r => r.Circuit == f.Name)).Select(parts.Circuit)],
            NextLap = NextLapFit.Fit(laps),
            Stops = StopFit.Fit(stops, races),
        };
    }

    // The gain per kg of fuel as a share of the lap time: one value for all circuits, because within a race fuel is told from
    // tyres only by the few cars that stop at other times than the rest.
    private static double FitPaces(FittedRace[] races)
    {
        foreach (var race in races.Where(r => r.Dry && !r.Race.Suspended))
        {
            race.Pace = RacePace.Of(race);
        }

        var fitted = races.Where(r => r.Pace is not null).ToArray();
        var share = RobustStatistics.Median(fitted.Select(r => -r.Pace!.LapSlopeSeconds / r.FuelKgPerLap / r.MedianLapSeconds));
        foreach (var race in fitted)
        {
            race.Pace!.Complete(share * race.MedianLapSeconds * race.FuelKgPerLap);
        }

        return share;
    }

    private static FigureProvenance ProvenanceOf(FittedRace[] races, DateOnly fittedOn) => new()
    {
        FileVersion = RaceFiguresFile.Version,
        Data = "Lap-by-lap records of Formula 1 Grands Prix: lap times, tyres, pit stops, track status, results",
        Seasons = [.. races.Select(r => r.Race.Season).Distinct().Order()],
        Races = races.Length,
        Program = $"DualTwin {typeof(RaceFigureFitter).Assembly.GetName().Version?.ToString(3)}",
        FittedOn = fittedOn,
    };
}
