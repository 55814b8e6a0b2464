using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Walk;
using DualTwin.RaceModel.Laps;
using DualTwin.Session;
using DualTwin.Twins.Laps;

namespace DualTwin.Backtest.Fitting;

/// <summary>All pairs of neighbouring racing laps in some races, as the twins see them in a walk through each race.</summary>
internal static class LapSamples
{
    /// <summary>Walks <paramref name="races"/>; the samples are in the order of races and crossings.</summary>
    public static IReadOnlyList<LapSample> Collect(IReadOnlyList<RecordedRace> races)
    {
        var samples = new List<LapSample>[races.Count];
        Parallel.For(0, races.Count, i => samples[i] = Of(races[i]));
        return [.. samples.SelectMany(s => s)];
    }

    private static List<LapSample> Of(RecordedRace race)
    {
        var samples = new List<LapSample>();
        RaceWalk.Run(race, new SessionPipelineOptions { NextLap = null, TotalLaps = race.LapCount }, walked =>
        {
            var next = walked.Car.Lap(walked.Lap.Lap + 1);
            if (walked.Lap.Clean && next is { Clean: true } && CovariatesOf(walked) is var (covariates, reference))
            {
                var scale = reference / NextLapFigures.ReferenceSeconds;
                samples.Add(new LapSample(race, covariates, (next.LapSeconds!.Value - reference) / scale, scale));
            }
        });
        return samples;
    }

    private static (float[] Covariates, double Reference)? CovariatesOf(WalkedLap walked)
    {
        foreach (var twin in walked.View.Twins.Cars)
        {
            if (string.Equals(twin.Source.CarId, walked.Car.Driver, StringComparison.Ordinal))
            {
                return twin.Forecast is { } forecast ? (Copy(forecast.Covariates), twin.Own.Reference) : null;
            }
        }

        return null;
    }

    private static float[] Copy(LapCovariates covariates)
    {
        var copy = new float[LapCovariates.Count];
        for (var i = 0; i < copy.Length; i++)
        {
            copy[i] = (float)covariates[i];
        }

        return copy;
    }
}
