using DualTwin.RaceModel.Belief;

namespace DualTwin.Backtest.Fitting;

/// <summary>How long sets are run, as a share of the race distance.</summary>
internal sealed class StintFit
{
    // A shorter stint ended for damage or a rule, not for tyre life.
    private const int ShortestStintLaps = 5;

    private static readonly TyreCompound[] Compounds = Enum.GetValues<TyreCompound>();

    private readonly Dictionary<TyreCompound, List<(string Circuit, double Share)>> _ended = Compounds.ToDictionary(c => c, _ => new List<(string, double)>());
    private readonly Dictionary<TyreCompound, List<(string Circuit, double Share, bool Whole)>> _planned = Compounds.ToDictionary(c => c, _ => new List<(string, double, bool)>());
    private readonly List<(string Circuit, TyreCompound Compound, double Share)> _last = [];

    public StintFit(IReadOnlyList<FittedRace> races)
    {
        foreach (var race in races)
        {
            AddStops(race);
            AddLastStints(race);
        }

        Planned = Compounds.Where(c => _planned[c].Any(s => s.Whole)).ToDictionary(c => c, c => CensoredLengths.Pool(_planned[c]));
        Lives = Compounds.Where(c => _ended[c].Count > 0).ToDictionary(c => c, c => new PartialPooling(_ended[c]));
    }

    /// <summary>Laps on the set at a stop under green, per race lap, by compound.</summary>
    public Dictionary<TyreCompound, PartialPooling> Lives { get; }

    /// <summary>Laps on the set at a stop had nothing else ended the stint, per race lap, by compound: those that the flag ended are cut short.</summary>
    public Dictionary<TyreCompound, PartialPooling> Planned { get; }

    /// <summary>Length of the last stint against the mean length of one that ends in a stop.</summary>
    public Estimate FinalStretch()
    {
        var stretches = _last.Select(l => l.Share / Planned[l.Compound].Of(l.Circuit).Mean).ToArray();
        return new Estimate(RobustStatistics.Median(stretches), RobustStatistics.Deviation(stretches));
    }

    private void AddStops(FittedRace race)
    {
        var cars = race.Race.Cars.ToDictionary(c => c.Driver, StringComparer.Ordinal);
        foreach (var stop in race.Race.Stops)
        {
            if (!cars.TryGetValue(stop.Driver, out var car) || car.Lap(stop.Lap) is not { Green: true, Compound: { } compound, TyreAgeLaps: { } age })
            {
                continue;
            }

            if (age >= ShortestStintLaps && (race.Dry || compound is TyreCompound.Intermediate or TyreCompound.Wet))
            {
                _ended[compound].Add((race.Circuit, age / race.Race.LapCount));
                _planned[compound].Add((race.Circuit, age / race.Race.LapCount, true));
            }
        }
    }

    private void AddLastStints(FittedRace race)
    {
        if (!race.Dry || race.Race.Suspended)
        {
            return;
        }

        foreach (var car in race.Race.Cars.Where(c => !c.Retired && c.Laps.Count > 0))
        {
            if (car.Laps[^1] is { Wet: false, Compound: { } compound, TyreAgeLaps: { } age } && car.Laps.Any(l => l.PitOut))
            {
                _last.Add((race.Circuit, compound, age / race.Race.LapCount));
                _planned[compound].Add((race.Circuit, age / race.Race.LapCount, false));
            }
        }
    }
}
