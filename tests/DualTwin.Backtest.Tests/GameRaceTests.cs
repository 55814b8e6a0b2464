using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Fitting;
using DualTwin.RaceModel.Belief;
using DualTwin.Session;
using DualTwin.Twins.Wear;

namespace DualTwin.Backtest.Tests;

/// <summary>Fuel and tyre wear as the F1 game measures them, in a real online race of six drivers with a stop each.</summary>
public sealed class GameRaceTests(ITestOutputHelper output)
{
    private const double LargestFuelMiss = 0.015;
    private const double LargestWearMiss = 0.02;
    private const int LapsAhead = 10;

    [Fact]
    public void Frames_FiveLapsIn_TellFuelPerLapWithin1Point5Percent()
    {
        var race = DecodedGameRace.Load(TestData.GameRace());
        var told = Walk(race, WearShape.Fitted).Where(w => w.Lap == 5).ToDictionary(w => w.Car.Driver, w => w.Belief.Fuel!.BurnKgPerLap);

        Assert.Equal(6, told.Count);
        foreach (var car in race.Cars)
        {
            // What racing laps took from then on: laps into and out of the pits are none.
            var laps = Enumerable.Range(6, car.Laps.Count - 6).Where(l => !car.NewSet(l) && !car.NewSet(l + 1)).ToArray();
            var truth = laps.Average(l => car.Laps[l - 1].FuelKg - car.Laps[l].FuelKg);

            output.WriteLine($"{car.Driver}: {told[car.Driver].Mean:0.000} ± {told[car.Driver].StandardDeviation:0.000} kg/lap told, {truth:0.000} burnt: {(told[car.Driver].Mean / truth) - 1:P2}");
            Assert.InRange(told[car.Driver].Mean / truth, 1 - LargestFuelMiss, 1 + LargestFuelMiss);
            Assert.InRange(truth, told[car.Driver].Mean - (3 * told[car.Driver].StandardDeviation), told[car.Driver].Mean + (3 * told[car.Driver].StandardDeviation));
        }
    }

    [Fact]
    public void Frames_TenLapsAhead_TellWearWithinTwoPointsForDriversThatNoFitHasSeen()
    {
        var race = DecodedGameRace.Load(TestData.GameRace());
        var misses = new List<double>();
        var covered = 0;
        foreach (var car in race.Cars)
        {
            var others = WearShapeFit.Fit([.. race.Cars.Where(c => c != car)]);
            foreach (var (_, lap, belief) in Walk(race, others).Where(w => w.Car == car && w.Lap + LapsAhead < car.Laps.Count))
            {
                if (Enumerable.Range(lap + 1, LapsAhead).Any(car.NewSet))
                {
                    continue;
                }

                var (told, truth) = (belief.Tyres.WearAhead[LapsAhead - 1], car.Laps[lap + LapsAhead].Wear.Mean);
                misses.Add(Math.Abs(told.Mean - truth));
                covered += truth >= told.P10 && truth <= told.P90 ? 1 : 0;
            }
        }

        var p90 = RobustStatistics.Quantile(misses, 0.9);
        output.WriteLine($"{misses.Count} predictions: median {100 * RobustStatistics.Median(misses):0.00} points off, 90 % within {100 * p90:0.00}; {(double)covered / misses.Count:P0} in their 80 % intervals");
        Assert.True(misses.Count >= 20, $"{misses.Count} predictions");
        Assert.True(p90 <= LargestWearMiss, $"90 % of {misses.Count} predictions lie within {100 * p90:0.00} points; holds {covered}");
        Assert.InRange((double)covered / misses.Count, 0.6, 1);
    }

    [Fact]
    public void Fit_AllDrivers_GivesTheShapeInUse()
    {
        var fitted = WearShapeFit.Fit(DecodedGameRace.Load(TestData.GameRace()).Cars);

        Assert.Equal(WearShape.Fitted.StartLap, fitted.StartLap, 0.00001);
        Assert.Equal(WearShape.Fitted.OutLap, fitted.OutLap, 0.00001);
        Assert.Equal(WearShape.Fitted.PerLap, fitted.PerLap, 0.00001);
    }

    [Fact]
    public void Frames_WholeRace_MeasuredValuesAreUsedAsTheyAre()
    {
        var race = DecodedGameRace.Load(TestData.GameRace());
        foreach (var (car, lap, belief) in Walk(race, WearShape.Fitted))
        {
            Assert.True(belief.Tyres.WearMeasured);
            Assert.Equal(car.Laps[lap].Wear.Mean, belief.Tyres.Wear!.Value.Mean, 1e-9);
            Assert.True(belief.Fuel!.Measured);
            Assert.Equal(car.Laps[lap].FuelKg, belief.Fuel.MassKg.Mean, 1e-9);
        }
    }

    [Fact]
    public void Load_NoSuchFile_SaysSo()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "{\"session-info\":{}}");

        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => DecodedGameRace.Load(path)).Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    private static List<(DecodedGameCar Car, int Lap, CarBelief Belief)> Walk(DecodedGameRace race, WearShape shape)
    {
        var pipeline = new SessionPipeline(new SessionPipelineOptions { WearShape = shape });
        var told = new List<(DecodedGameCar, int, CarBelief)>();
        foreach (var frame in race.Frames())
        {
            pipeline.Apply(frame);
            if (frame.Cars is [{ LapsCompleted: { } lap and > 0 } update])
            {
                told.Add((race.Cars.Single(c => c.Driver == update.CarId), lap, pipeline.Current.Belief.Cars.Single(c => c.CarId == update.CarId)));
            }
        }

        return told;
    }
}
