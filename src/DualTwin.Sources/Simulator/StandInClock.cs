using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Simulator;

/// <summary>How far a car is round its lap, where only its crossings of the line are told.</summary>
internal sealed class StandInClock
{
    // A car that should have crossed the line by now is about to, and the lane begins about there; behind the line it is as long.
    private const double BeforeLine = 0.985;
    private const double BehindLine = 0.01;

    private readonly SessionState _state;
    private readonly CircuitProfile _circuit;
    private readonly FieldFigures _field = CircuitCatalogue.Figures.Field;
    private readonly TimeSpan? _start;

    public StandInClock(SessionState state, CircuitProfile circuit)
    {
        _state = state;
        _circuit = circuit;
        var started = state.Events.FindLast(e => e.Type == EventTypes.SessionStarted);
        _start = state.SessionTime - (state.MeasuredAt - started?.Time);
    }

    /// <summary>The part of the lap that the source measures; null where it does not.</summary>
    public static double? Measured(CarState car) => car.Motion.LapFraction is { } f && double.IsFinite(f) ? f : null;

    /// <summary>Time since the car crossed the line, in its first lap since the start, s; null where unknown.</summary>
    public double? SinceCrossing(CarState car)
    {
        var at = car.Timing.LastCrossing ?? (_state.Session.IsRace && car.Timing.LapsCompleted is null or 0 ? _start : null);
        return (_state.SessionTime - at)?.TotalSeconds is >= 0 and { } since ? since : null;
    }

    /// <summary>The part of the lap that is likely behind the car, 0…1; null where its last crossing is unknown.</summary>
    public double? Fraction(CarState car, CarBelief belief)
    {
        if (car.Status == CarStatus.InPitLane && car.PitVisits is [.., { Lap: { } lap }])
        {
            return lap == car.CurrentLap ? BeforeLine : BehindLine;
        }

        return SinceCrossing(car) is { } since ? Math.Min(BeforeLine, since / Expected(car, belief)) : null;
    }

    // The lap as it is likely to become, with what is slow about it.
    private double Expected(CarState car, CarBelief belief)
    {
        var pace = Plausible(belief.NextLapSeconds) ?? Plausible(belief.CleanAirPaceSeconds) ?? _circuit.ReferenceLapSeconds;
        var slowed = Math.Max((int)(car.StatusDuringLap ?? TrackStatus.Green), (int)(_state.Track.Status ?? TrackStatus.Green));
        var factor = (TrackStatus)slowed switch
        {
            TrackStatus.SafetyCar or TrackStatus.Red => _field.SafetyCarLapFactor,
            TrackStatus.VirtualSafetyCar => _field.VirtualSafetyCarLapFactor,
            _ => 1,
        };
        var leftPit = car.PitVisits is [.., { ExitLap: { } lap }] && lap == car.CurrentLap;
        return (pace * factor)
            + (leftPit ? (1 - _field.PitLossInLapShare) * _circuit.PitLossSeconds.Mean : 0)
            + (car.Timing.LapsCompleted is null or 0 ? _circuit.FirstLapLossSeconds.Mean : 0);
    }

    // Far from the circuit's own pace no lap time is believed.
    private double? Plausible(Estimate? lap) =>
        lap is { Mean: var mean } && mean > _circuit.ReferenceLapSeconds / 3 && mean < _circuit.ReferenceLapSeconds * 3 ? mean : null;
}
