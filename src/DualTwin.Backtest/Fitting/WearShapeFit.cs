using DualTwin.Backtest.Archive;
using DualTwin.Twins.Wear;
using MathNet.Numerics.LinearAlgebra;

namespace DualTwin.Backtest.Fitting;

/// <summary>How measured wear grows over a set: least squares of the logarithm of what laps add, with a level of its own for each driver and compound.</summary>
public static class WearShapeFit
{
    private const int Shapes = 3;

    /// <summary>Fits the shape on <paramref name="cars"/>.</summary>
    public static WearShape Fit(IReadOnlyList<DecodedGameCar> cars)
    {
        var laps = cars.SelectMany(Added).ToArray();
        var cells = laps.Select(l => l.Cell).Distinct().ToList();
        var design = Matrix<double>.Build.Dense(laps.Length, Shapes + cells.Count);
        for (var row = 0; row < laps.Length; row++)
        {
            var (age, first) = (laps[row].Age, laps[row].First);
            design[row, 0] = first ? 1 : 0;
            design[row, 1] = !first && age == 0 ? 1 : 0;
            design[row, 2] = age == 0 ? 0 : Math.Min(age, WearShape.GrowingLaps);
            design[row, Shapes + cells.IndexOf(laps[row].Cell)] = 1;
        }

        var fitted = design.QR().Solve(Vector<double>.Build.DenseOfEnumerable(laps.Select(l => l.Logarithm)));
        return new WearShape(fitted[0], fitted[1], fitted[2]);
    }

    private static IEnumerable<((string Driver, string Compound) Cell, int Age, bool First, double Logarithm)> Added(DecodedGameCar car)
    {
        var age = 0;
        for (var lap = 1; lap < car.Laps.Count; lap++)
        {
            age = car.NewSet(lap) ? 0 : age;
            var added = car.Laps[lap].Wear.Mean - (car.NewSet(lap) ? 0 : car.Laps[lap - 1].Wear.Mean);
            yield return ((car.Driver, car.Laps[lap].CompoundName), age, lap == 1, Math.Log(added));
            age++;
        }
    }
}
