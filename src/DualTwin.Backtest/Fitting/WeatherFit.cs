using DualTwin.RaceModel.Belief;

namespace DualTwin.Backtest.Fitting;

/// <summary>Rain over all races, as the field's tyres tell it.</summary>
internal sealed class WeatherFit
{
    private readonly List<double> _intermediate = [];
    private readonly List<double> _crossover = [];
    private int _races;
    private int _wetStarts;
    private int _dryLaps;
    private int _wetLaps;
    private int _onsets;
    private int _ends;

    /// <param name="races">All races.</param>
    /// <param name="references">Dry racing lap of each circuit, s.</param>
    public WeatherFit(IReadOnlyList<FittedRace> races, IReadOnlyDictionary<string, double> references)
    {
        foreach (var race in races)
        {
            AddStates(race);
            if (references.TryGetValue(race.Circuit, out var reference))
            {
                AddFactors(race, reference);
            }
        }
    }

    public double WetStartShare => (double)_wetStarts / _races;

    public double RainPerLap => (double)_onsets / _dryLaps;

    public double DryingPerLap => (double)_ends / _wetLaps;

    public double IntermediateLapFactor => RobustStatistics.Median(_intermediate);

    public double CrossoverLapFactor => RobustStatistics.Median(_crossover);

    private void AddStates(FittedRace race)
    {
        _races++;
        bool? before = null;
        for (var lap = 1; lap <= race.Race.LapCount; lap++)
        {
            var order = race.Order.At(lap);
            if (order.Count == 0)
            {
                continue;
            }

            var wet = 2 * order.Count(x => x.Car.Lap(lap)!.Wet) > order.Count;
            _wetStarts += before is null && wet ? 1 : 0;
            _onsets += before == false && wet ? 1 : 0;
            _ends += before == true && !wet ? 1 : 0;
            _wetLaps += wet ? 1 : 0;
            _dryLaps += wet ? 0 : 1;
            before = wet;
        }
    }

    private void AddFactors(FittedRace race, double reference)
    {
        foreach (var car in race.Race.Cars)
        {
            foreach (var lap in car.Laps.Where(l => l.Racing && l.Compound == TyreCompound.Intermediate))
            {
                _intermediate.Add(lap.LapSeconds!.Value / reference);
                if (car.Lap(lap.Lap + 1) is { PitIn: true } && car.Lap(lap.Lap + 2) is { Wet: false, Compound: not null })
                {
                    _crossover.Add(lap.LapSeconds!.Value / reference);
                }
            }
        }
    }
}
