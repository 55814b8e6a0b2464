using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;

namespace DualTwin.RaceModel.Sampling;

/// <summary>The pace of each car of a belief; for a car that has shown none, what its place in the order makes likely.</summary>
internal sealed class BeliefPace
{
    private readonly CircuitProfile _circuit;
    private readonly FieldFigures _field;
    private readonly int _cars;
    private readonly double _level;

    public BeliefPace(RaceBelief belief, CircuitProfile circuit, FieldFigures field)
    {
        (_circuit, _field, _cars) = (circuit, field, belief.Cars.Length);
        var excess = belief.Cars
            .Where(c => c.Position is > 0 && BeliefCondition.Plausible(c.CleanAirPaceSeconds) is not null)
            .Select(c => c.CleanAirPaceSeconds!.Value.Mean - Likely(c.Position!.Value - 1))
            .Order().ToArray();
        _level = excess.Length == 0 ? 0 : excess[excess.Length / 2];
    }

    /// <summary>Lap time in clean air on a new medium set with a race's mean fuel, s.</summary>
    public double Of(CarBelief car, SeededRandom random)
    {
        var rank = (car.Position is > 0 and { } position ? position - 1 : random.NextIndex(_cars))
            + (_field.GridScatterPlaces * random.NextNormal());
        return BeliefCondition.Plausible(car.CleanAirPaceSeconds) ?? Math.Clamp(Likely(rank) + _level, BeliefCondition.ShortestLapSeconds, BeliefCondition.LongestLapSeconds);
    }

    private double Likely(double rank)
    {
        var place = _cars == 1 ? 0 : Math.Clamp(rank / (_cars - 1), 0, 1);
        return _circuit.ReferenceLapSeconds * (1 + StartingField.ShareAt(_field, place) - StartingField.ShareAt(_field, 0.5));
    }
}
