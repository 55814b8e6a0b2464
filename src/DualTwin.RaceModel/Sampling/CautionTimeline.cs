using DualTwin.RaceModel.Belief;

namespace DualTwin.RaceModel.Sampling;

/// <summary>
/// Cautions of a sampled race, drawn ahead of the cars in steps of a reference lap: the hazards are stated per lap, the cautions are
/// stretches of time, so that every car meets them where it is.
/// </summary>
internal sealed class CautionTimeline
{
    private const double ShortestLaps = 0.5;

    // The count of laps in which a caution was shown has part of a lap at either end.
    private const double PartLaps = 0.5;

    private readonly RaceParameters _race;
    private readonly SeededRandom _random;
    private readonly List<Caution> _cautions = [];
    private double _drawnTo;

    public CautionTimeline(RaceParameters race, SeededRandom random, double from, Caution? now)
    {
        _race = race;
        _random = random;
        _drawnTo = from;
        if (now is not null)
        {
            _cautions.Add(now);
        }
    }

    public IReadOnlyList<Caution> Cautions => _cautions;

    /// <summary>Draws on until <paramref name="horizon"/>; <paramref name="onIncident"/> hears of each that a car causes by dropping out.</summary>
    public void DrawTo(double horizon, Action<double> onIncident)
    {
        var lap = _race.Circuit.ReferenceLapSeconds;
        while (_drawnTo < horizon)
        {
            var at = _drawnTo + (_random.NextDouble() * lap);
            var roll = _random.NextDouble();
            if (_cautions.Count == 0 || _cautions[^1].EndSeconds < at)
            {
                Draw(at, roll, onIncident);
            }

            _drawnTo += lap;
        }
    }

    public Caution? At(double seconds)
    {
        foreach (var caution in _cautions)
        {
            if (caution.Covers(seconds))
            {
                return caution;
            }
        }

        return null;
    }

    private void Draw(double at, double roll, Action<double> onIncident)
    {
        var (circuit, field) = (_race.Circuit, _race.Field);
        if (roll < circuit.SafetyCarPerLap)
        {
            Add(CautionKind.SafetyCar, at, field.SafetyCarLaps, field.SafetyCarLapFactor, onIncident);
        }
        else if (roll < circuit.SafetyCarPerLap + circuit.VirtualSafetyCarPerLap)
        {
            Add(CautionKind.VirtualSafetyCar, at, field.VirtualSafetyCarLaps, field.VirtualSafetyCarLapFactor, onIncident);
        }
        else if (roll < circuit.SafetyCarPerLap + circuit.VirtualSafetyCarPerLap + field.YellowPerLap)
        {
            _cautions.Add(new Caution(CautionKind.Yellow, at, at + (PartLaps * circuit.ReferenceLapSeconds)));
        }
    }

    private void Add(CautionKind kind, double at, Estimate laps, double factor, Action<double> onIncident)
    {
        var length = Math.Max(ShortestLaps, laps.Mean + (laps.StandardDeviation * _random.NextNormal()) - PartLaps);
        _cautions.Add(new Caution(kind, at, at + (length * factor * _race.Circuit.ReferenceLapSeconds)));
        if (_random.Chance(_race.Field.NeutralisationWithRetirementShare))
        {
            onIncident(at);
        }
    }
}
