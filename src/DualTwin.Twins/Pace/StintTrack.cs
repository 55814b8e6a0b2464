using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Twins.Tyres;

namespace DualTwin.Twins.Pace;

/// <summary>
/// Follows which set a car drove each lap on. The source's stints rule; without them a set begins where the compound changes or the
/// age falls.
/// </summary>
internal struct StintTrack(CarState car)
{
    private int _next;
    private int? _startLap;
    private int _ageAtStart;
    private int? _lastAge;

    /// <summary>Compound of the set; null where nobody said.</summary>
    public TyreCompound? Compound { get; private set; }

    /// <summary>Laps that the set had behind it when the lap began.</summary>
    public double Age { get; private set; }

    /// <summary>Moves on to <paramref name="lap"/>; true where it is the first on another set.</summary>
    public bool MoveTo(LapRecord lap)
    {
        var began = FromStints(lap.Lap);
        if (car.Stints.Count == 0)
        {
            began = lap.TyreAge < _lastAge || (lap.Compound is { } worn && Compound is { } known && worn.ToTyre() != known);
        }

        if (began || _startLap is null)
        {
            began = true;
            _startLap ??= lap.Lap;
            _startLap = car.Stints.Count == 0 ? lap.Lap : _startLap;
        }

        Compound = lap.Compound?.ToTyre() ?? (began ? null : Compound) ?? Compound;
        var atEnd = lap.TyreAge ?? (_ageAtStart + lap.Lap - _startLap.Value + 1);
        Age = Math.Max(0, atEnd - 1);
        _lastAge = atEnd;
        return began;
    }

    private bool FromStints(int lap)
    {
        var began = false;
        while (_next < car.Stints.Count && (car.Stints[_next].StartLap ?? int.MaxValue) <= lap)
        {
            var stint = car.Stints[_next++];
            _startLap = stint.StartLap;
            _ageAtStart = stint.AgeAtStart ?? 0;
            Compound = stint.Compound?.ToTyre();
            began = true;
        }

        return began;
    }
}
