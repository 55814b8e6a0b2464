using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Walk;
using DualTwin.RaceModel.Belief;
using DualTwin.Session;
using DualTwin.Twins.Stops;

namespace DualTwin.Backtest.Fitting;

/// <summary>All line crossings in some races with what was known of the car's next stop, as the twins see them in a walk through each race.</summary>
internal static class StopSamples
{
    /// <summary>Walks <paramref name="races"/>; the samples are in the order of races and crossings.</summary>
    public static IReadOnlyList<StopSample> Collect(IReadOnlyList<RecordedRace> races)
    {
        var samples = new List<StopSample>[races.Count];
        Parallel.For(0, races.Count, i => samples[i] = Of(races[i]));
        return [.. samples.SelectMany(s => s)];
    }

    private static List<StopSample> Of(RecordedRace race)
    {
        var samples = new List<StopSample>();
        var stops = race.Stops.ToLookup(s => s.Driver, s => s.Lap);
        RaceWalk.Run(race, new SessionPipelineOptions { NextLap = null, Stops = null, TotalLaps = race.LapCount }, walked =>
        {
            var twins = walked.View.Twins;
            var index = IndexOf(twins.Belief, walked.Car.Driver);
            var car = twins.Cars[index];
            if (StopForecaster.LapsLeft(car, twins.Learnt.Context!) is not { } left || left < 1)
            {
                return;
            }

            var covariates = StopCovariateReader.Read([.. twins.Cars], index, twins.Learnt.Context!, left, StopForecaster.LifeLaps(car, twins.Learnt.Context!));
            var next = stops[walked.Car.Driver].Where(l => l > walked.Lap.Lap).Order().Select(l => (int?)l).FirstOrDefault();
            samples.Add(new StopSample(
                race,
                Copy(covariates),
                car.Stops.Compound,
                next - walked.Lap.Lap - 1,
                walked.Car.Laps[^1].Lap - walked.Lap.Lap,
                next is { } lap ? walked.Car.Lap(lap + 1)?.Compound : null));
        });
        return samples;
    }

    private static int IndexOf(RaceBelief belief, string driver)
    {
        for (var i = 0; i < belief.Cars.Length; i++)
        {
            if (string.Equals(belief.Cars[i].CarId, driver, StringComparison.Ordinal))
            {
                return i;
            }
        }

        throw new InvalidDataException($"{driver} crossed the line and is not among the cars of the race.");
    }

    private static float[] Copy(StopCovariates covariates)
    {
        var copy = new float[StopCovariates.Count];
        for (var i = 0; i < copy.Length; i++)
        {
            copy[i] = (float)covariates[i];
        }

        return copy;
    }
}
