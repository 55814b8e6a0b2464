using DualTwin.RaceModel.Belief;
using DualTwin.Twins.Cars;

namespace DualTwin.Twins.Wear;

/// <summary>
/// Rates of wear of all cars at once: compounds, drivers and sets told from each other by what every car has worn on each compound so
/// far. A car on a new compound is known by how it wore the last one, and by how the others wear this one.
/// </summary>
internal sealed class WearRates
{
    // Alternates between compounds and drivers until they agree; a few cells a car settle to well under a thousandth.
    private const int Rounds = 20;

    private static readonly int Kinds = Enum.GetValues<TyreCompound>().Length + 1;

    private readonly CarTwin[] _cars;
    private readonly WearShape _shape;
    private readonly double[] _compounds = new double[Kinds];
    private readonly double[] _compoundPrecision = new double[Kinds];
    private readonly double[] _drivers;
    private readonly double[] _driverPrecision;

    /// <summary>Learns from all laps of all cars.</summary>
    public WearRates(CarTwin[] cars, WearShape shape)
    {
        (_cars, _shape) = (cars, shape);
        (_drivers, _driverPrecision) = (new double[cars.Length], new double[cars.Length]);
        for (var round = 0; round < Rounds; round++)
        {
            LearnCompounds();
            LearnDrivers();
        }
    }

    /// <summary>Natural logarithm of the wear that a lap at age 0 adds to a set of the car's compound; null where nobody has worn one.</summary>
    public Estimate? Of(int car)
    {
        var compound = _cars[car].Wear.Compound;
        if (_compoundPrecision[Kind(compound)] is not (> 0 and var precision))
        {
            return null;
        }

        var mean = _compounds[Kind(compound)] + _drivers[car];
        var set = _shape.SetSpread * _shape.SetSpread;
        var variance = (1 / precision) + (1 / _driverPrecision[car]) + set;
        if (_cars[car].Wear.On(compound) is not { } cell)
        {
            return new Estimate(mean, Math.Sqrt(variance));
        }

        // The set's own part of what compound and driver do not explain.
        var lap = _shape.LapSpread * _shape.LapSpread / cell.Weight;
        mean += (cell.Mean - mean) * set / (set + lap);
        return new Estimate(mean, Math.Sqrt(1 / ((1 / variance) + (1 / lap))));
    }

    private static int Kind(TyreCompound? compound) => compound is { } known ? (int)known : Kinds - 1;

    private double Precision(WearCell cell) =>
        1 / ((_shape.SetSpread * _shape.SetSpread) + (_shape.LapSpread * _shape.LapSpread / cell.Weight));

    private void LearnCompounds()
    {
        Array.Clear(_compounds);
        Array.Clear(_compoundPrecision);
        for (var i = 0; i < _cars.Length; i++)
        {
            foreach (var cell in _cars[i].Wear.Cells)
            {
                var (kind, precision) = (Kind(cell.Compound), Precision(cell));
                _compoundPrecision[kind] += precision;
                _compounds[kind] += precision * (cell.Mean - _drivers[i]);
            }
        }

        for (var kind = 0; kind < Kinds; kind++)
        {
            _compounds[kind] = _compoundPrecision[kind] > 0 ? _compounds[kind] / _compoundPrecision[kind] : 0;
        }
    }

    private void LearnDrivers()
    {
        for (var i = 0; i < _cars.Length; i++)
        {
            var (sum, precision) = (0.0, 1 / (_shape.DriverSpread * _shape.DriverSpread));
            foreach (var cell in _cars[i].Wear.Cells)
            {
                sum += Precision(cell) * (cell.Mean - _compounds[Kind(cell.Compound)]);
                precision += Precision(cell);
            }

            (_drivers[i], _driverPrecision[i]) = (sum / precision, precision);
        }
    }
}
