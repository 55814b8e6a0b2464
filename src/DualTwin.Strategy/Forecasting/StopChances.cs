using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Stops;

namespace DualTwin.Strategy.Forecasting;

/// <summary>
/// A car's next stop, lap by lap: the twins' hazards taken apart into what a lap without a neutralisation and what one with it makes of
/// them, so that a simulated race can answer its own neutralisations.
/// </summary>
internal sealed class StopChances
{
    private const int Halvings = 24;
    private const double LargestLogit = 12;

    private readonly float[] _stoppedBy;
    private readonly float[] _fresh;
    private readonly float[] _old;
    private readonly float[] _virtual;

    private StopChances(int laps)
    {
        _stoppedBy = new float[laps];
        _fresh = new float[laps];
        _old = new float[laps];
        _virtual = new float[laps];
    }

    /// <summary>Probability of the stop by the last lap of the race in which it makes sense, without neutralisations.</summary>
    public float Any => _stoppedBy.Length == 0 ? 0 : _stoppedBy[^1];

    /// <summary>Reads the hazards of <paramref name="car"/>, from the lap that it drives now on.</summary>
    /// <param name="race">The race.</param>
    /// <param name="car">The car.</param>
    /// <param name="circuit">How often it is neutralised here.</param>
    public static StopChances Of(RaceBelief race, CarBelief car, CircuitProfile circuit)
    {
        var hazards = car.StopHazard.IsDefault ? [] : car.StopHazard;
        var chances = new StopChances(hazards.Length);
        var neutral = race.Neutralisation != Neutralisation.None;
        var none = 1.0;
        for (var lap = 0; lap < hazards.Length; lap++)
        {
            var told = Math.Clamp(hazards[lap], 0, 1);

            // What is told while the race is neutralised is told of that; the lap now driven of a car in the pit lane is no chance any more.
            var calm = neutral || told is <= 0 or >= 1 || (lap == 0 && car.InPitLane) ? told : NeutralisedStops.Probability(CalmLogit(told, circuit));
            none *= 1 - calm;
            chances._stoppedBy[lap] = (float)(1 - none);
            chances._fresh[lap] = Shifted(calm, NeutralisedStops.FreshSafetyCar);
            chances._old[lap] = Shifted(calm, NeutralisedStops.OldSafetyCar);
            chances._virtual[lap] = Shifted(calm, NeutralisedStops.VirtualSafetyCar);
        }

        return chances;
    }

    /// <summary>Laps from now, 0 for the lap now driven, at whose end a car stops that is drawn at <paramref name="share"/> (0…1); -1 for none.</summary>
    public int Draw(float share)
    {
        if (!(share < Any))
        {
            return -1;
        }

        var found = Array.BinarySearch(_stoppedBy, share);
        return found >= 0 ? Math.Min(found + 1, _stoppedBy.Length - 1) : ~found;
    }

    /// <summary>Probability of a stop at the end of a neutralised lap, <paramref name="ahead"/> laps from now.</summary>
    public float InCaution(int ahead, bool safetyCar, bool fresh) =>
        (uint)ahead >= (uint)_stoppedBy.Length ? 0 : safetyCar ? (fresh ? _fresh : _old)[ahead] : _virtual[ahead];

    // The log-odds of a lap that is not neutralised, which with the usual share of neutralised laps make what was told.
    private static double CalmLogit(double told, CircuitProfile circuit)
    {
        var (low, high) = (-LargestLogit, LargestLogit);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = NeutralisedStops.Usual(middle, circuit) < told ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    private static float Shifted(double probability, double logit) =>
        probability is <= 0 or >= 1 ? (float)probability : (float)NeutralisedStops.Probability(Math.Log(probability / (1 - probability)) + logit);
}
